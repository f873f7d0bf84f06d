# frozen_string_literal: true

require "openai"

# Sorts support tickets before a person sees them.
module Support
  class TicketSorter
    MODEL = ENV.fetch("SORTER_MODEL", "gpt-4o")
    LABELS = %w[billing shipping returns other].freeze

    def initialize(key: ENV["OPENAI_KEY"])
      @key = key
    end

    def classify(ticket)
      response = client.chat( # wattlint-expect: oversized-model
        parameters: {
          model: MODEL,
          max_tokens: 5,
          temperature: 0,
          messages: [
            { role: "system", content: "Classify the ticket into exactly one of: #{LABELS.join(', ')}. Answer with the label only." },
            { role: "user", content: ticket.body }
          ]
        }
      )
      case response.dig("choices", 0, "message", "content").strip.downcase
      when "billing", "shipping", "returns" then :handled
      else :other
      end
    end

    def urgent?(ticket)
      answer = client.chat(parameters: { model: "gpt-4-turbo", max_tokens: 1, messages: prompt_for(ticket) }) # wattlint-expect: oversized-model
      answer.dig("choices", 0, "message", "content").strip.downcase == "yes"
    end

    # The small one is enough here, and used.
    def spam?(ticket)
      answer = client.chat(parameters: { model: "gpt-4o-mini", max_tokens: 1, messages: prompt_for(ticket) }) # wattlint-ok: oversized-model
      answer.dig("choices", 0, "message", "content").strip.downcase == "yes"
    end

    # Writes to the customer.
    def draft_reply(ticket)
      response = client.chat( # wattlint-ok: oversized-model
        parameters: {
          model: MODEL,
          messages: [
            { role: "system", content: "You answer tickets about billing, shipping and returns in a friendly and detailed way." },
            { role: "user", content: ticket.body }
          ]
        }
      )
      response.dig("choices", 0, "message", "content")
    end

    private

    def client
      @client ||= OpenAI::Client.new(access_token: @key)
    end

    def prompt_for(ticket)
      text = <<~TEXT
        Does this ticket need an answer today? Answer only with yes or no.

        #{ticket.body}
      TEXT
      [{ role: "user", content: text }]
    end
  end
end
