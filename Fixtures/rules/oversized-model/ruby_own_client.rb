# frozen_string_literal: true

# This program's own module of that name, whose client asks something else: OpenAI::Client is not the library's here.
class OpenAI
  class Client
    def initialize(store)
      @store = store
    end

    def chat(parameters:)
      @store.read(parameters)
    end
  end
end

class Desk
  def spam?(mail)
    client = ::OpenAI::Client.new(Store.new)
    answer = client.chat(parameters: { model: "gpt-4o", max_tokens: 1, messages: [{ role: "user", content: "Is this mail spam? Answer yes or no.\n#{mail}" }] }) # wattlint-ok: oversized-model
    answer.dig("choices", 0, "message", "content").strip.downcase == "yes"
  end
end
