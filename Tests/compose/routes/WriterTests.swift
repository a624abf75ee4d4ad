import Foundation
import HTTPContract
import SwiftProtobuf
import Testing

@testable import protoc_gen_clikc_routes

@Suite("Writing what routes need")
struct WriterTests {
  /// Lends the routes of a sample; descriptors point to each other and live as long as their files.
  private func withRoutes(_ body: ([Route]) throws -> Void) throws {
    let rules = Clikc_Http_V1_FieldRules.with {
      $0.required = true
      $0.maxLength = 9
      $0.format = "slug"
    }
    let files = SampleContract.of(
      .with { $0.get = "/shops/{shop}" },
      [
        SampleContract.field("shop", 1, .string, rules: rules),
        SampleContract.field("page", 2, .int32),
        SampleContract.field("tag", 3, .string, repeated: true),
      ], options: SampleContract.readsOnly)
    try withExtendedLifetime(files) { try body(RouteReader.routes(of: files)) }
  }

  @Test("Web's call encodes the path's fields and sends the others as a query")
  func web() throws {
    try self.withRoutes { routes in
      let text = WebRouteWriter(routes: routes, contracts: ["ShopContract"]).text

      #expect(text.contains("extension GatewayRoute where Request == Clikc_Shop_V1_PlaceRequest"))
      #expect(
        text.contains(#""/shops/\(GatewayPath.encoded(request.shop))" + GatewayPath.query(query)"#))
      #expect(text.contains(#"if request.page != 0 { query.append(("page", "\(request.page)")) }"#))
      #expect(text.contains(#"for value in request.tag { query.append(("tag", "\(value)")) }"#))
    }
  }

  @Test("the gateway's shapes hold the rules and their defaults")
  func shapes() throws {
    try self.withRoutes { routes in
      let text = try ShapeWriter(routes: routes).text()

      #expect(
        text.contains(
          #"FieldShape("shop", "shop", .text, required: true, maximumLength: 9, format: .slug)"#))
      #expect(text.contains(#"FieldShape("page", "page", .int32)"#))
      #expect(
        text.contains(
          #"FieldShape("tag", "tag", .text, .repeated, maximumLength: 1000, maximumCount: 200)"#))
    }
  }

  @Test("the methods that may run twice are those whose idempotency_level says so")
  func idempotency() throws {
    var contract = SampleContract()
    contract.add("Read", options: .with { $0.idempotencyLevel = .noSideEffects })
    contract.add("Put", options: .with { $0.idempotencyLevel = .idempotent })
    contract.add("Buy")
    let files = contract.files

    let output = try withExtendedLifetime(files) {
      try #require(IdempotencyWriter(files: files).outputs.first)
    }

    #expect(output.name == "Shared/Contracts/Shop/ShopIdempotency.swift")
    #expect(output.text.contains(#""clikc.shop.v1.Orders/Read","#))
    #expect(output.text.contains(#""clikc.shop.v1.Orders/Put","#))
    #expect(!output.text.contains("Orders/Buy"))
  }

  @Test("the route table calls the stub of its service")
  func table() throws {
    try self.withRoutes { routes in
      let text = RouteTableWriter(routes: routes, contracts: []).text

      #expect(text.contains(#"path: [.literal("shops"), .field("shop")]"#))
      #expect(text.contains("effect: .none"))
      #expect(text.contains("try await callees.orders.place(request)"))
    }
  }

  @Test("the OpenAPI document names parameters, limits and refusals")
  func openAPI() throws {
    try self.withRoutes { routes in
      let text = try OpenAPIWriter(routes: routes).text()
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])

      let paths = try #require(document["paths"] as? [String: [String: Any]])
      let operation = try #require(paths["/shops/{shop}"]?["get"] as? [String: Any])
      let parameters = try #require(operation["parameters"] as? [[String: Any]])
      #expect(document["openapi"] as? String == "3.1.0")
      #expect(parameters.map { $0["name"] as? String } == ["shop", "page", "tag"])
      #expect((parameters[0]["schema"] as? [String: Any])?["maxLength"] as? Int == 9)
      #expect((operation["responses"] as? [String: Any])?["403"] != nil)
      #expect(try OpenAPIWriter(routes: routes).text() == text)
    }
  }

  @Test("a path that the gateway answers too keeps the verbs of both")
  func sharedPath() throws {
    let files = SampleContract.of(.with { $0.delete = "/api/v1/profile/photo" })
    try withExtendedLifetime(files) {
      let text = try OpenAPIWriter(routes: RouteReader.routes(of: files)).text()
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])

      let paths = try #require(document["paths"] as? [String: [String: Any]])
      #expect(paths["/api/v1/profile/photo"]?.keys.sorted() == ["delete", "post"])
    }
  }
}
