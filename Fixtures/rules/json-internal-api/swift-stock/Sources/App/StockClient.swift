import Foundation

struct Reservation: Codable { let sku: String; let count: Int }

/// Talks to the service that keeps the stock.
struct StockClient {
    static let base = "http://stock.shop.svc.cluster.local:8080"
    let session = URLSession(configuration: .default)

    func reserve(_ reservation: Reservation) async throws {
        var request = URLRequest(url: URL(string: "\(Self.base)/reservations")!)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONEncoder().encode(reservation)
        let (_, response) = try await URLSession.shared.data(for: request)  // wattlint-expect: json-internal-api
        guard (response as? HTTPURLResponse)?.statusCode == 201 else { throw URLError(.badServerResponse) }
    }

    func release(_ reservation: Reservation) async throws {
        var request = URLRequest(url: URL(string: Self.base + "/releases")!)
        request.httpMethod = "PUT"
        let encoder = JSONEncoder()
        _ = try await session.upload(for: request, from: encoder.encode(reservation))  // wattlint-expect: json-internal-api
    }

    /// Only asks.
    func level(of sku: String) async throws -> Int {
        let (data, _) = try await URLSession.shared.data(from: URL(string: "\(Self.base)/levels/\(sku)")!)  // wattlint-ok: json-internal-api
        return try JSONDecoder().decode(Int.self, from: data)
    }

    /// What a partner gets is his to choose.
    func announce(_ reservation: Reservation) async throws {
        var request = URLRequest(url: URL(string: "https://hooks.partner.example.com/stock")!)
        request.httpMethod = "POST"
        request.httpBody = try JSONEncoder().encode(reservation)
        _ = try await URLSession.shared.data(for: request)  // wattlint-ok: json-internal-api
    }

    /// Protobuf already.
    func count(_ message: Data) async throws {
        var request = URLRequest(url: URL(string: "\(Self.base)/counts")!)
        request.httpMethod = "POST"
        request.setValue("application/x-protobuf", forHTTPHeaderField: "Content-Type")
        request.httpBody = message
        _ = try await URLSession.shared.data(for: request)  // wattlint-ok: json-internal-api
    }
}
