internal import CodeModel

/// What a call says to the model, as far as the text is known.
struct Prompt {
    /// The known text of all parts in order: instructions first, then the messages.
    var text = ""
    /// Content that is no text (image, audio, document).
    var hasMedia = false

    /// Where messages have their text, and what is no text; in small letters, since languages differ in them.
    private static let textKeys: Set<String> = ["content", "text", "parts", "system", "multicontent", "prompt"]
    private static let mediaKeys: Set<String> = ["imageurl", "inlinedata", "images", "inputaudio", "filedata"]

    init(_ parts: [Located]) {
        for part in parts { collect(part, depth: 0) }
    }

    init(text: String) { self.text = text }

    private mutating func collect(_ located: Located, depth: Int) {
        guard depth < 10 else { return }
        switch located.value {
        case .text, .template: append(located.knownText)
        case .list(let items): for item in items { collect(item, depth: depth + 1) }
        case .dictionary(let entries):
            if let type = entries.last(where: { $0.key?.lowercased() == "type" })?.value.text,
                ["image_url", "image", "input_image", "input_audio", "document", "file", "input_file", "audio", "video"].contains(type)
            {
                hasMedia = true
            }
            if entries.contains(where: { Self.mediaKeys.contains($0.key?.lowercased() ?? "") && !$0.value.isNull }) { hasMedia = true }
            for entry in entries where Self.textKeys.contains(entry.key?.lowercased() ?? "") {
                collect(entry.value, depth: depth + 1)
            }
        case .choice(let members): for member in members { collect(member, depth: depth + 1) }
        case .fallback(let inner, _): collect(inner, depth: depth + 1)
        default: break
        }
    }

    private mutating func append(_ more: String) {
        guard text.utf8.count < 20_000 else { return }
        text += (text.isEmpty ? "" : "\n") + more
    }
}
