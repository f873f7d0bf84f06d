# frozen_string_literal: true

require "anthropic"
require "openai"
require "ruby_llm"

# Looks through incoming mail.
class MailFilter
  attr_reader :model

  def initialize(model)
    @model = model
    @anthropic = Anthropic::Client.new(api_key: ENV.fetch("ANTHROPIC_KEY"))
    @local = OpenAI::Client.new(access_token: "none", uri_base: "http://localhost:11434/v1")
  end

  def newsletter?(mail)
    message = @anthropic.messages.create( # wattlint-expect: oversized-model
      model: "claude-opus-4-5",
      max_tokens: 4,
      messages: [{ role: "user", content: "Is this mail a newsletter? Answer yes or no.\n\n#{mail.body}" }]
    )
    message.content.first.text.downcase.include?("yes")
  end

  # On our own machine, whatever it is called there.
  def abusive?(mail)
    answer = @local.chat(parameters: { model: "gpt-4o", max_tokens: 1, messages: [{ role: "user", content: "Is this abusive? Answer yes or no: #{mail.body}" }] }) # wattlint-ok: oversized-model
    answer.dig("choices", 0, "message", "content") == "yes"
  end

  # The caller says which.
  def invoice?(mail)
    message = @anthropic.messages.create( # wattlint-ok: oversized-model
      model: model,
      max_tokens: 4,
      messages: [{ role: "user", content: "Is this mail an invoice? Answer yes or no.\n\n#{mail.body}" }]
    )
    message.content.first.text.downcase == "yes"
  end
end
