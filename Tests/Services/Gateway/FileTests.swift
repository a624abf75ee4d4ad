import BlobStore
import Foundation
import Hummingbird
import IdentityContract
import NotificationContract
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Pictures and certificates")
struct FileTests {
  /// 48 by 16 pixels, black and white.
  private static let png = Array(
    Data(
      base64Encoded: """
        iVBORw0KGgoAAAANSUhEUgAAADAAAAAQCAIAAADfzGvmAAAALElEQVRIx2NkoBL4//8/VcxhopaDqAVGHTTqoFEH\
        jTpooMGog0YdNOogWgMA00QDHdeX8l8AAAAASUVORK5CYII=
        """) ?? Data())

  @Test("an expert stores a picture, and everybody may read it for ever")
  func picture() async throws {
    try await withGateway { gateway in
      let stored = try await gateway.send(
        .post, "/api/v1/blobs", token: "expert", headers: [.contentType: "image/png"],
        bytes: Self.png)
      let digest = try #require(stored.json["digest"] as? String)
      let read = try await gateway.send(.get, "/api/v1/blobs/\(digest)", token: nil)
      let again = try await gateway.send(
        .get, "/api/v1/blobs/\(digest)", token: nil, headers: [.ifNoneMatch: "\"\(digest)\""])

      #expect(read.bytes.starts(with: "RIFF".utf8), "made anew")
      #expect(read.headers[.contentType] == "image/webp")
      #expect(read.headers[.cacheControl] == "public, max-age=31536000, immutable")
      #expect(again.status == .notModified && again.bytes.isEmpty)
      // A cache would give it to others.
      let known = try await gateway.send(.get, "/api/v1/blobs/\(digest)", token: "open")
      #expect(known.status == .ok && known.headers[.viewer] == nil)
    }
  }

  @Test("nobody else may store, and nothing but pictures of the declared type")
  func refusals() async throws {
    try await withGateway { gateway in
      func put(_ token: String, _ type: String, _ bytes: [UInt8]) async throws -> Reply {
        try await gateway.send(
          .post, "/api/v1/blobs", token: token, headers: [.contentType: type], bytes: bytes)
      }
      let learner = try await put("open", "image/png", Self.png)
      let svg = try await put("expert", "image/svg+xml", Array("<svg/>".utf8))
      let form = try await put("expert", "multipart/form-data; boundary=x", Array("--x--".utf8))
      let lying = try await put("expert", "image/jpeg", Self.png)
      let large = try await put(
        "expert", "image/png", Self.png + [UInt8](repeating: 0, count: FileEndpoints.largestPicture)
      )

      #expect(learner.reason == "NOT_ALLOWED")
      #expect(svg.reason == "UNSUPPORTED_PICTURE" && svg.status == .unsupportedMediaType)
      #expect(form.reason == "UNSUPPORTED_PICTURE")
      #expect(lying.reason == "NOT_THE_DECLARED_PICTURE")
      #expect(large.status == .contentTooLarge)
    }
  }

  @Test("a picture becomes the caller's photo in two sizes, whatever its type is said to be")
  func photo() async throws {
    try await withGateway { gateway in
      for token in ["open", "profile"] {
        let stored = try await gateway.send(
          .post, "/api/v1/profile/photo", token: token, headers: [.contentType: "text/plain"],
          bytes: Self.png)
        let photo = try Clikc_Identity_V1_Photo(jsonUTF8Bytes: stored.bytes)
        let call = try #require(
          gateway.services.calls.last { $0.method == "clikc.identity.v1.Profiles/SetPhoto" })
        #expect(try Clikc_Identity_V1_SetPhotoRequest(serializedBytes: call.request).photo == photo)
        for digest in [photo.large, photo.small] {
          let read = try await gateway.send(.get, "/api/v1/blobs/\(digest)", token: nil)
          #expect(read.headers[.contentType] == "image/webp")
        }
      }
    }
  }

  @Test("what is no picture, is broken or too large never becomes a photo")
  func photoRefusals() async throws {
    try await withGateway { gateway in
      var bomb = Self.png
      bomb.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
      let cases: [([UInt8], String)] = [
        (Array("<svg/>".utf8), "UNSUPPORTED_PICTURE"), (bomb, "PICTURE_TOO_MANY_PIXELS"),
        (Array(Self.png.prefix(40)), "PICTURE_UNREADABLE"), ([], "UNSUPPORTED_PICTURE"),
        (
          Self.png + [UInt8](repeating: 0, count: FileEndpoints.largestPicture),
          "CONTENT_TOO_LARGE"
        ),
      ]
      for (bytes, reason) in cases {
        let reply = try await gateway.send(.post, "/api/v1/profile/photo", bytes: bytes)
        #expect(reply.reason == reason)
      }
      #expect(!gateway.services.calls.contains { $0.method.hasSuffix("SetPhoto") })
    }
  }

  @Test("a blob that is no picture is not answered as one")
  func otherBlob() async throws {
    try await withGateway { gateway in
      let digest = try await gateway.blobs.put(Array("%PDF-1.7".utf8))
      let picture = try await gateway.send(.get, "/api/v1/blobs/\(digest)", token: nil)
      let malformed = try await gateway.send(.get, "/api/v1/blobs/..%2Fetc", token: nil)

      #expect(picture.reason == "BLOB_NOT_FOUND")
      #expect(malformed.violations["/digest"] == "NOT_A_DIGEST")
    }
  }

  @Test("the holder gets the certificate as it was issued")
  func certificate() async throws {
    try await withGateway { gateway in
      let digest = try await gateway.blobs.put(Array("%PDF-1.7".utf8))
      gateway.services.answer(
        "clikc.notification.v1.Certificates/GetMyCertificate",
        Clikc_Notification_V1_GetMyCertificateResponse.with {
          $0.certificate.serial = "CLIKC-2026-\"1"
          $0.certificate.pdfDigest = digest
        })
      let path = "/api/v1/courses/0193b1de-0000-7000-8000-000000000002/certificate/pdf"
      let reply = try await gateway.send(.get, path)

      #expect(String(decoding: reply.bytes, as: UTF8.self) == "%PDF-1.7")
      #expect(
        reply.headers[.contentDisposition]
          == "attachment; filename=\"certificate-CLIKC-2026-1.pdf\"")
      #expect(reply.headers[.cacheControl] == "private, no-store")
    }
  }

  @Test("a certificate whose file is missing is a fault of ours")
  func missing() async throws {
    try await withGateway { gateway in
      gateway.services.answer(
        "clikc.notification.v1.Certificates/GetMyCertificate",
        Clikc_Notification_V1_GetMyCertificateResponse.with {
          $0.certificate.pdfDigest = String(repeating: "a", count: 64)
        })
      let path = "/api/v1/courses/0193b1de-0000-7000-8000-000000000002/certificate/pdf"
      let reply = try await gateway.send(.get, path)

      #expect(reply.reason == "INTERNAL_ERROR")
    }
  }
}
