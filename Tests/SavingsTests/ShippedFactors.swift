import Catalog
import Foundation
import Parsing
import Testing

/// The folder that holds Package.swift.
let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The factors as they are in Rules/factors, read from text, and every mistake in them.
let shipped: (factors: Factors, problems: [CatalogError]) = {
    let folder = packageRoot.appending(path: "Rules/factors")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
    let files = names.filter { $0.hasSuffix(".yaml") }.map { name in
        CatalogFile(path: "factors/" + name, text: (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "")
    }
    return Factors.load(files)
}()

let factors = shipped.factors

func isNear(_ one: Double, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(one - other) <= tolerance * max(abs(one), abs(other), 1e-300)
}

func isNear(_ one: Interval?, _ low: Double, _ high: Double, _ tolerance: Double = 1e-9) -> Bool {
    guard let one else { return false }
    return isNear(one.low, low, tolerance) && isNear(one.high, high, tolerance)
}
