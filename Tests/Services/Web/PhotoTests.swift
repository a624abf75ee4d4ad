import Foundation
import GatewayContract
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IdentityContract
import Localization
import NIOCore
import SwiftProtobuf
import Testing

@testable import web

@Suite("Choosing a photo")
struct PhotoTests {
  private let pages: TestSite
  private static let file: [UInt8] = [0xFF, 0xD8, 0xFF, 13, 10, 45, 45, 121, 0]

  init() throws {
    pages = try TestSite()
    try pages.gateway.answer(
      "GET /api/v1/profile",
      Clikc_Identity_V1_GetProfileResponse.with { $0.account.name = "Léa Learner" },
      viewer: TestSite.viewer())
  }

  /// A form as a browser sends it.
  private func body(_ file: [UInt8], csrf: String, name: String = "me.jpg") -> ByteBuffer {
    var body = ByteBuffer(
      string: "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n--x\r\n"
        + "Content-Disposition: form-data; name=\"photo\"; filename=\"\(name)\"\r\n"
        + "Content-Type: image/jpeg\r\n\r\n")
    body.writeBytes(file)
    body.writeString("\r\n--x--\r\n")
    return body
  }

  private func send(
    _ body: ByteBuffer, type: String = "multipart/form-data; boundary=x"
  ) async throws -> TestResponse {
    var headers = pages.cookies(token: "t")
    headers[.contentType] = type
    headers[.secFetchSite] = "same-origin"
    return try await pages.run { [headers] in
      try await $0.execute(uri: "/profile/photo", method: .post, headers: headers, body: body)
    }
  }

  private func token() throws -> String {
    var origin = Visit.Origin(nonce: "nonce")
    origin.token = "t"
    return try pages.site.guardian.token(for: origin)
  }

  @Test("sends the file's own bytes to the gateway and says that it is saved")
  func upload() async throws {
    try pages.gateway.answer("POST /api/v1/profile/photo", Clikc_Identity_V1_Photo())
    let response = try await send(body(Self.file, csrf: try token()))

    #expect(response.headers[.location] == "/profile?photo=1")
    let sent = try #require(pages.gateway.calls.first { $0.method == "POST" })
    #expect(sent.body == Self.file && sent.contentType == "application/octet-stream")
  }

  @Test("says in the reader's words why a picture is refused")
  func refused() async throws {
    for (status, reason) in [(400, "PICTURE_UNREADABLE"), (415, "UNSUPPORTED_PICTURE")] {
      try pages.gateway.refuse("POST /api/v1/profile/photo", status, reason)
      let response = try await send(body(Self.file, csrf: try token()))
      #expect(response.status == .unprocessableContent)
      let words = escaped(pages.site.catalogue.text("error.\(reason)", .english))
      #expect(response.text.contains(words) && response.text.contains("role=\"alert\""))
    }
    let none = try await send(body([], csrf: try token(), name: ""))
    #expect(none.status == .unprocessableContent)
    let large = try await send(body([UInt8](repeating: 1, count: 10_100_000), csrf: try token()))
    #expect(large.status == .contentTooLarge && large.text.contains("10 MB"))
  }

  @Test("a form that is none, is broken or was not ours reaches no gateway")
  func dishonest() async throws {
    let good = body(Self.file, csrf: "wrong")
    let cases: [(ByteBuffer, String, Int)] = [
      (good, "multipart/form-data; boundary=x", 403), (good, "multipart/form-data", 415),
      (good, "multipart/form-data; boundary=y", 400), (good, "application/json", 415),
      (
        ByteBuffer(string: "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nab"),
        "multipart/form-data; boundary=x", 400
      ),
      (ByteBuffer(string: "csrf=1"), "application/x-www-form-urlencoded", 415),
    ]
    for (body, type, status) in cases {
      let response = try await send(body, type: type)
      #expect(response.status.code == status, "\(type)")
    }
    #expect(!pages.gateway.calls.contains { $0.method == "POST" })
  }

  @Test("initials stand where there is no photo, and the photo where there is one")
  func face() async throws {
    var viewer = TestSite.viewer()
    viewer.photo = String(repeating: "b", count: 64)
    let photo = try await pages.run { [viewer] client in
      let bare = try await client.execute(
        uri: "/profile", method: .get, headers: pages.cookies(token: "t"))
      #expect(bare.text.contains(">LL<") && bare.text.contains("/profile/photo"))
      try pages.gateway.answer(
        "GET /api/v1/profile",
        Clikc_Identity_V1_GetProfileResponse.with {
          $0.account.name = "Léa Learner"
          $0.account.photo.large = String(repeating: "a", count: 64)
        }, viewer: viewer)
      return try await client.execute(
        uri: "/profile", method: .get, headers: pages.cookies(token: "t"))
    }
    #expect(photo.text.contains("/api/v1/blobs/\(viewer.photo)\""))
    #expect(photo.text.contains("alt=\"Photo of Léa Learner\""))
  }
}
