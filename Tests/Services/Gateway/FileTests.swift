import BlobStore
import Foundation
import Hummingbird
import NotificationContract
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Pictures and certificates")
struct FileTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

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

      #expect(read.bytes == Self.png)
      #expect(read.headers[.contentType] == "image/png")
      #expect(read.headers[.cacheControl] == "public, max-age=31536000, immutable")
      #expect(again.status == .notModified && again.bytes.isEmpty)
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
