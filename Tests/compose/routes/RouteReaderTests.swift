import HTTPContract
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing

@testable import protoc_gen_clikc_routes

@Suite("Reading routes from contracts")
struct RouteReaderTests {
  /// Descriptors point to each other and live as long as their files.
  private static func read(_ files: [FileDescriptor]) throws {
    try withExtendedLifetime(files) { _ = try RouteReader.routes(of: files) }
  }

  @Test("a method becomes a route with its path, its access and its limit")
  func route() throws {
    let options = Google_Protobuf_MethodOptions.with {
      $0.Clikc_Http_V1_access = .session
      $0.Clikc_Http_V1_maxBodyBytes = 100
    }
    let files = SampleContract.of(
      .with {
        $0.put = "/shops/{shop}/orders"
        $0.body = "*"
      }, [SampleContract.field("shop", 1, .string), SampleContract.field("sum", 2, .int32)],
      options: options)

    try withExtendedLifetime(files) {
      let route = try #require(try RouteReader.routes(of: files).first)

      #expect(route.name == "clikc.shop.v1.Orders/Place")
      #expect(route.verb == "PUT")
      #expect(route.template.segments == [.literal("shops"), .field(["shop"]), .literal("orders")])
      #expect(route.access == .session)
      #expect(route.maximumBodyBytes == 100)
      #expect(route.unboundFields.map(\.name) == ["sum"])
    }
  }

  @Test("an internal method is no route, one without annotation is a fault")
  func internalMethods() throws {
    let hidden = Google_Protobuf_MethodOptions.with { $0.Clikc_Http_V1_access = .internal }

    let files = SampleContract.of(nil, options: hidden)
    let routes = try withExtendedLifetime(files) { try RouteReader.routes(of: files).map(\.name) }

    #expect(routes.isEmpty)
    #expect(throws: RouteFault.self) { try Self.read(SampleContract.of(nil)) }
    #expect(throws: RouteFault.self) {
      try Self.read(SampleContract.of(.with { $0.get = "/a" }, options: hidden))
    }
  }

  @Test(
    "what HTTP cannot carry is refused",
    arguments: [
      (Clikc_Http_V1_HTTPRule.with { $0.get = "/a/{no_such}" }, "has no field"),
      (.with { $0.get = "/a/{sum}" }, "is no plain text"),
      (.with { $0.get = "a" }, "malformed"), (.with { $0.get = "/a//b" }, "malformed"),
      (.with { $0.get = "/{a" }, "malformed"), (.with { $0.post = "/a" }, "needs body"),
      (
        .with {
          $0.get = "/a"
          $0.body = "*"
        }, "takes no body"
      ),
      (
        .with {
          $0.post = "/a"
          $0.body = "sum"
        }, "body must be"
      ), (.with { $0.body = "*" }, "names no path"),
    ])
  func faults(rule: Clikc_Http_V1_HTTPRule, text: String) {
    let files = SampleContract.of(
      rule, [SampleContract.field("sum", 1, .int32)], options: SampleContract.readsOnly)

    #expect {
      try Self.read(files)
    } throws: {
      "\($0)".contains(text)
    }
  }

  @Test("a GET that does not say that it writes nothing is refused")
  func writingGet() {
    #expect(throws: RouteFault.self) {
      try Self.read(SampleContract.of(.with { $0.get = "/a" }))
    }
  }

  @Test("two methods at one place are refused, whatever their fields are called")
  func clash() {
    var contract = SampleContract()
    for (name, field) in [("Read", "one"), ("Find", "other")] {
      contract.add(
        name, [SampleContract.field(field, 1, .string)], rule: .with { $0.get = "/a/{\(field)}" },
        options: SampleContract.readsOnly)
    }

    #expect(throws: RouteFault.self) { try Self.read(contract.files) }
  }
}
