/// An honest number: everything between `low` and `high` is possible. A known number is an interval of no width.
public struct Interval: Hashable, Sendable, CustomStringConvertible {
    public var low: Double
    public var high: Double

    /// The two ends in either order.
    public init(_ one: Double, _ other: Double) {
        low = min(one, other)
        high = max(one, other)
    }

    public init(_ value: Double) { self.init(value, value) }

    public var isPoint: Bool { low == high }
    public var middle: Double { (low + high) / 2 }
    public var description: String { isPoint ? "\(low)" : "\(low)…\(high)" }

    public static let zero = Interval(0)

    public static func + (left: Interval, right: Interval) -> Interval { Interval(left.low + right.low, left.high + right.high) }
    /// Low with low and high with high: both sides under the same scenario. Not the widest possible difference.
    public static func - (left: Interval, right: Interval) -> Interval { Interval(left.low - right.low, left.high - right.high) }
    /// The widest product.
    public static func * (left: Interval, right: Interval) -> Interval {
        let products = [left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high]
        return Interval(products.min() ?? 0, products.max() ?? 0)
    }
    public static func * (left: Interval, right: Double) -> Interval { Interval(left.low * right, left.high * right) }
}
