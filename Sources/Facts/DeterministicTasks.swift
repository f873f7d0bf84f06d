internal import Catalog
internal import CodeModel

/// Work with an exact answer that a program computes, and that a model is asked for instead: repairing JSON, counting words.
extension CodeExtraction {
    func deterministicWork(_ site: CallSite, prompt: Prompt, hasTools: Bool) -> (kind: String, evidence: String, remedy: String)? {
        let words = knowledge.sizing.deterministic
        guard !hasTools, !prompt.hasMedia, !prompt.text.isEmpty, prompt.text.count <= words.longestPrompt,
            !site.isInHandler
        else { return nil }
        let head = String(prompt.text.prefix(words.head)).lowercased()
        let text = SentenceWords(head)
        let beginning = SentenceWords.Beginning(leads: words.leads, fillers: words.fillers)
        for kind in words.kinds {
            guard let found = kind.phrases.lazy.compactMap({ text.find($0, at: beginning) }).first, !kind.unless.contains(where: head.contains) else { continue }
            return (kind.kind, "the prompt says “\(found)”", kind.remedy)
        }
        return nil
    }
}
