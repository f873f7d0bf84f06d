import Foundation
import OpenAI
import SwiftUI

enum Folder: String, CaseIterable {
    case invoices, newsletters
    case other
}

enum Prompts {
    static let folder = """
        Classify the mail into exactly one folder: invoices, newsletters or other.
        Answer with the name of the folder only.
        """
    static func urgency(of mail: String) -> String { "Rate how urgent the mail is from 1 to 5. Answer with the number only.\n\n\(mail)" }
}

extension Model {
    static let cheap: Model = .gpt4_o_mini
    static let best = "gpt-4o"
}

actor MailSorter {
    private let openAI: OpenAIProtocol
    private let model: Model

    init(openAI: OpenAIProtocol = OpenAI(apiToken: ProcessInfo.processInfo.environment["OPENAI_API_KEY"] ?? ""), model: Model = .gpt4_o) {
        self.openAI = openAI
        self.model = model
    }

    func isSpam(_ mail: String) async throws -> Bool {
        let query = ChatQuery(
            messages: [
                .system(.init(content: .textContent("Is this mail spam? Answer yes or no."))),
                .user(.init(content: .string(mail))),
            ],
            model: .gpt4_o,
            maxCompletionTokens: 1)
        let result = try await openAI.chats(query: query)  // wattlint-expect: oversized-model
        guard let answer = result.choices.first?.message.content else { return false }
        return answer.trimmingCharacters(in: .whitespacesAndNewlines).lowercased() == "yes"
    }

    func folder(for mail: String) async throws -> Folder {
        let query = ChatQuery(messages: [.init(role: .system, content: Prompts.folder)!, .init(role: .user, content: mail)!], model: model, temperature: 0)
        let label = try await openAI.chats(query: query).choices[0].message.content ?? ""  // wattlint-expect: oversized-model
        return Folder(rawValue: label) ?? .other
    }

    func urgency(of mail: String) async throws -> Int? {
        let messages: [ChatQuery.ChatCompletionMessageParam] = [.user(.init(content: .string(Prompts.urgency(of: mail))))]
        let result = try await openAI.chats(query: ChatQuery(messages: messages, model: .best, maxTokens: 2))  // wattlint-expect: oversized-model
        return Int(result.choices[0].message.content?.string ?? "")
    }

    /// The small model already.
    func isNewsletter(_ mail: String) async throws -> Bool {
        let query = ChatQuery(
            messages: [.user(.init(content: .string("Is this mail a newsletter? Answer yes or no.\n\n\(mail)")))], model: .cheap, maxTokens: 1)
        let result = try await openAI.chats(query: query)  // wattlint-ok: oversized-model
        return result.choices.first?.message.content == "yes"
    }

    /// A long answer is no small task.
    func draftReply(to mail: String) async throws -> String {
        let query = ChatQuery(
            messages: [.system(.init(content: .textContent("Draft a detailed, friendly reply to the mail below."))), .user(.init(content: .string(mail)))],
            model: .gpt4_o, maxCompletionTokens: 2_000)
        return try await openAI.chats(query: query).choices[0].message.content ?? ""  // wattlint-ok: oversized-model
    }

    /// The reader of the mail chooses the model.
    func isReceipt(_ mail: String, model: Model) async throws -> Bool {
        let query = ChatQuery(messages: [.user(.init(content: .string("Is this a receipt? Answer yes or no. \(mail)")))], model: model, maxTokens: 1)
        return try await openAI.chats(query: query).choices.first?.message.content == "yes"  // wattlint-ok: oversized-model
    }
}
