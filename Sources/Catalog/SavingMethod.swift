/// The methods of working out a saving, by the names that rules use.
public enum SavingMethod: String, Sendable, CaseIterable {
    case replaceModel = "replace-model"
    case lowerPrecision = "lower-precision"
    case lowerPrecisionLoad = "lower-precision-load"
    case avoidInt8 = "avoid-int8"
    case idleAccelerator = "idle-accelerator"
    case fewerAccelerators = "fewer-accelerators"
    case probeWithoutModel = "probe-without-model"
    case fewerCompletions = "fewer-completions"
    case responseCache = "response-cache"
    case binaryProtocol = "binary-protocol"
    case shiftHours = "shift-hours"
    case notQuantified = "not-quantified"

    /// What a rule may tell the method: the names of fields, but for `reason`, which is a sentence.
    public var arguments: Set<String> {
        switch self {
        case .replaceModel: ["with"]
        case .notQuantified: ["reason"]
        default: []
        }
    }

    /// Every method and its arguments, in the form that the catalogue checks rules against.
    public static var schema: [String: Set<String>] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.arguments) })
    }
}
