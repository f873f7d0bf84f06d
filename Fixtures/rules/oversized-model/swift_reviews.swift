import FoundationModels
import SwiftOpenAI

let service = OpenAIServiceFactory.service(apiKey: "…")

struct Verdict: Decodable { let positive: Bool }

func isPositive(_ review: String) async throws -> Bool {
    let parameters = ChatCompletionParameters(
        messages: [
            .init(role: .system, content: .text("Is the review positive? Answer yes or no.")),
            .init(role: .user, content: .text(review)),
        ],
        model: .gpt4o,
        maxTokens: 1)
    let answer = try await service.startChat(parameters: parameters).choices?.first?.message?.content  // wattlint-expect: oversized-model
    return answer?.lowercased() == "yes"
}

func stars(_ review: String, fast: Bool) async throws -> Int {
    let model: Model = fast ? .gpt4turbo : .custom("gpt-4o")
    let parameters = ChatCompletionParameters(
        messages: [.init(role: .user, content: .text("How many stars, 1 to 5, would the author of this review give? Answer with the number only: " + review))],
        model: model, maxTokens: 1)
    let chat = try await service.startChat(parameters: parameters)  // wattlint-expect: oversized-model
    if let text = chat.choices?.first?.message?.content, let number = Int(text) { return number }
    return 0
}

/// Runs on the device.
func isRude(_ review: String) async throws -> Bool {
    let session = LanguageModelSession(instructions: "Answer yes or no.")
    let answer = try await session.respond(to: "Is this review rude? \(review)")  // wattlint-ok: oversized-model
    return answer.content == "yes"
}

/// The small one first, the large one for what it is unsure of.
func isSarcastic(_ review: String) async throws -> Bool {
    let messages: [ChatCompletionParameters.Message] = [.init(role: .user, content: .text("Is this review sarcastic? Answer yes, no or unsure. \(review)"))]
    let first = try await service.startChat(parameters: .init(messages: messages, model: .gpt4omini, maxTokens: 1))  // wattlint-ok: oversized-model
    let answer = first.choices?.first?.message?.content
    if answer != "unsure" { return answer == "yes" }
    let second = try await service.startChat(parameters: .init(messages: messages, model: .gpt4o, maxTokens: 1))  // wattlint-ok: oversized-model
    return second.choices?.first?.message?.content == "yes"
}

/// An image is no text.
func showsReceipt(_ url: URL) async throws -> Bool {
    let content: [ChatCompletionParameters.Message.ContentType.MessageContent] = [.text("Does the picture show a receipt? Answer yes or no."), .imageUrl(.init(url: url))]
    let parameters = ChatCompletionParameters(messages: [.init(role: .user, content: .contentArray(content))], model: .gpt4o, maxTokens: 1)
    return try await service.startChat(parameters: parameters).choices?.first?.message?.content == "yes"  // wattlint-ok: oversized-model
}
