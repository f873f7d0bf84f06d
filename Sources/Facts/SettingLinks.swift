internal import Catalog
internal import Discovery

/// Which setting holds for a call: that of its own module, of every profile that may be in force.
struct SettingLinks {
    private struct Setting {
        var fact: Fact
        var module: String
    }

    private let settings: [Setting]
    private let modules: [String]

    init(_ facts: [Fact]) {
        settings = facts.filter { $0.kind == .modelSetting }.map { Setting(fact: $0, module: Self.module(of: $0.place.path)) }
        modules = Array(Set(settings.map(\.module))).sorted { $0.count != $1.count ? $0.count > $1.count : $0 < $1 }
    }

    var isEmpty: Bool { settings.isEmpty }

    struct Answer {
        var model: Value
        var endpoint: Value
        var provider: String?
        var places: [RelatedPlace]
    }

    /// What a module's settings say of the key that a call's model comes from; nil when they say nothing.
    func answer(for call: Fact) -> Answer? {
        guard let key = call["model.setting"].text, let module = module(of: call, key: key) else { return nil }
        let all = settings.filter { $0.module == module && isUsable($0.fact, call) }.map(\.fact)
        var found = all.filter { matches($0, key, call) }
        if key == Self.own {
            let code = all.filter { $0["role"].text == "code" && isOfSDK($0, call) }
            if !code.isEmpty { found = code }
            let chosen = Set(all.filter { $0["role"].text == "chosen" && isOfSDK($0, call) }.compactMap { $0["provider"].text })
            if code.isEmpty, chosen.count == 1 { found = found.filter { $0["provider"].text.map(chosen.contains) ?? false } }
        }
        return Self.joined(found)
    }

    /// Stands for the framework's own key.
    static let own = "*"

    // MARK: Which settings

    private func isUsable(_ setting: Fact, _ call: Fact) -> Bool { setting.pathClass == .application || setting.pathClass == call.pathClass }

    private func matches(_ setting: Fact, _ key: String, _ call: Fact) -> Bool {
        guard key == Self.own else { return setting["key"].text.map { SettingKey.plain($0) == SettingKey.plain(key) } ?? false }
        guard setting["role"].text == (call.kind == .embeddingCall ? "embedding" : "chat"), isOfSDK(setting, call) else { return false }
        if let provider = call["provider"].text, let own = setting["provider"].text, provider != own { return false }
        return setting["name"].text == call["model.name"].text
    }

    private func isOfSDK(_ setting: Fact, _ call: Fact) -> Bool {
        guard let framework = setting["framework"].text, let sdk = call["sdk"].text else { return false }
        return framework == sdk || framework.hasSuffix("-\(sdk)")
    }

    /// The nearest module around the call that has such a setting, else the only one of the repository.
    private func module(of call: Fact, key: String) -> String? {
        let path = call.place.path
        let fitting = Set(settings.filter { isUsable($0.fact, call) && matches($0.fact, key, call) || key == Self.own && isCode($0.fact, call) }.map(\.module))
        let around = modules.first { fitting.contains($0) && ($0.isEmpty || path.hasPrefix("\($0)/")) }
        return around ?? (fitting.count == 1 ? fitting.first : nil)
    }

    private func isCode(_ setting: Fact, _ call: Fact) -> Bool { setting["role"].text == "code" && isOfSDK(setting, call) && isUsable(setting, call) }

    /// The folder that a build tool takes for one module: what lies before `src`, or the folder of the file.
    static func module(of path: String) -> String {
        var folders = path.split(separator: "/").dropLast().map(String.init)
        if let source = folders.lastIndex(of: "src") { return folders[..<source].joined(separator: "/") }
        while let last = folders.last, ["config", "resources"].contains(last) { folders.removeLast() }
        return folders.joined(separator: "/")
    }

    // MARK: Several at once

    /// A setting can be overridden where the program runs, so one value is a default; profiles give several.
    private static func joined(_ settings: [Fact]) -> Answer? {
        guard !settings.isEmpty else { return nil }
        var scalars: [Scalar] = []
        var places: [RelatedPlace] = []
        for setting in settings {
            guard setting["model"].isKnown else { return Answer(model: .unknown, endpoint: .unknown, places: []) }
            for scalar in setting["model"].candidates where !scalars.contains(scalar) {
                scalars.append(scalar)
                places.append(RelatedPlace(setting.place, "the model is set here"))
            }
        }
        let endpoints = Set(settings.map { $0["endpoint"] })
        let providers = Set(settings.map { $0["provider"].text })
        let model: Value = scalars.count == 1 ? Value(.fallback(scalars[0])) : Value(.oneOf(scalars))
        return Answer(
            model: model, endpoint: endpoints.count == 1 ? endpoints.first ?? .unknown : .unknown,
            provider: providers.count == 1 ? providers.first.flatMap(\.self) : nil, places: Array(places.prefix(4)))
    }
}

extension LinkedCode {
    /// Gives calls the model that their application's settings name.
    mutating func joinSettings() {
        let links = SettingLinks(facts)
        guard !links.isEmpty else { return }
        for index in facts.indices where facts[index]["model.setting"].isKnown {
            guard let answer = links.answer(for: facts[index]) else { continue }
            facts[index].fields["model"] = answer.model
            facts[index].related += answer.places
            guard facts[index]["model.setting"].text == SettingLinks.own else { continue }
            facts[index].fields["endpoint"] = answer.endpoint
            if let provider = answer.provider { facts[index].fields["provider"] = .text(provider) }
            if let host = answer.endpoint.text, host != "provider" { facts[index].fields["alias"] = answer.model }
        }
    }
}
