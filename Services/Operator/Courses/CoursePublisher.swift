internal import AsyncHTTPClient
internal import CatalogueContract
internal import Foundation
internal import NIOCore
internal import NIOFoundationCompat
internal import NIOHTTP1
internal import SwiftProtobuf

/// Publishes courses: their files over HTTP to the gateway, the rest in one call.
struct CoursePublisher: Sendable {
  /// Where the gateway listens, such as `http://127.0.0.1:8081`.
  let gateway: String
  let author: SignedIn

  /// Stores the files of a course and publishes it, with the digests of what the gateway made of them.
  func publish(_ course: CourseFile) async throws -> Clikc_Catalogue_V1_PublishCourseResponse {
    var document = try course.document.jsonString()
    for (digest, file) in course.files.sorted(by: { $0.key < $1.key }) {
      document = document.replacing(digest, with: try await self.store(file))
    }
    let stored = try Clikc_Catalogue_V1_CourseDocument(jsonString: document)
    return try await attempting("publishing \(course.document.code)") {
      return try await self.author.act { backend in
        try await backend.courses.publishCourse(.with { $0.document = stored })
      }
    }
  }

  private struct Stored: Decodable {
    let digest: String
  }

  private func store(_ file: URL) async throws -> String {
    try await attempting("storing \(file.path())") {
      var request = HTTPClientRequest(url: "\(self.gateway)/api/v1/blobs")
      request.method = .POST
      request.headers.add(name: "Authorization", value: "Bearer \(self.author.token)")
      request.headers.add(name: "Content-Type", value: Self.mediaType(of: file))
      request.body = .bytes(ByteBuffer(bytes: try Data(contentsOf: file)))
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
      let body = try await response.body.collect(upTo: 65_536)
      guard response.status.code == 200 || response.status.code == 201 else {
        throw Failure("storing \(file.path())", "\(response.status) \(String(buffer: body))")
      }
      return try JSONDecoder().decode(Stored.self, from: Data(buffer: body)).digest
    }
  }

  private static func mediaType(of file: URL) -> String {
    switch file.pathExtension.lowercased() {
    case "webp": "image/webp"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "svg": "image/svg+xml"
    case "mp3": "audio/mpeg"
    case "ogg", "opus": "audio/ogg"
    default: "application/octet-stream"
    }
  }
}
