# frozen_string_literal: true

# A backend that is called like the library that it uses.
class Backend::OpenAI < Backend
  LARGE = "gpt-4o"

  def spam?(mail)
    client = ::OpenAI::Client.new(access_token: token)
    answer = client.chat(parameters: { model: LARGE, max_tokens: 1, messages: [{ role: "user", content: "Is this mail spam? Answer yes or no.\n#{mail}" }] }) # wattlint-expect: oversized-model
    answer.dig("choices", 0, "message", "content").strip.downcase == "yes"
  end

  def urgent?(mail)
    answer = shared.chat(parameters: { model: LARGE, max_tokens: 1, messages: [{ role: "user", content: "Is this mail urgent? Answer yes or no.\n#{mail}" }] }) # wattlint-expect: oversized-model
    answer.dig("choices", 0, "message", "content").strip.downcase == "yes"
  end

  def bill?(mail)
    answer = shared.chat(parameters: { model: "gpt-4o-mini", max_tokens: 1, messages: [{ role: "user", content: "Is this mail a bill? Answer yes or no.\n#{mail}" }] }) # wattlint-ok: oversized-model
    answer.dig("choices", 0, "message", "content").strip.downcase == "yes"
  end

  # A server of one's own, whatever it calls its model.
  def receipt?(mail)
    client = ::OpenAI::Client.new(access_token: token, uri_base: "http://llm.internal:8000/v1")
    answer = client.chat(parameters: { model: LARGE, max_tokens: 1, messages: [{ role: "user", content: "Is this mail a receipt? Answer yes or no.\n#{mail}" }] }) # wattlint-ok: oversized-model
    answer.dig("choices", 0, "message", "content").strip.downcase == "yes"
  end

  private

  def shared
    @shared ||= ::OpenAI::Client.new(access_token: token)
  end
end
