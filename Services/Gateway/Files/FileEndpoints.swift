internal import AuthenticationContract
internal import BlobStore
internal import GRPCRabbitMQTransport
internal import HTTPTypes
internal import Hummingbird
internal import NotificationContract
internal import SwiftProtobuf

/// Pictures and certificates: bytes that never cross the queue.
struct FileEndpoints: Sendable {
  /// Bytes of the largest picture.
  static let largestPicture = 10_000_000

  let blobs: any BlobStore
  let callees: Callees

  /// Where they are answered.
  var endpoints: [Endpoint] {
    [
      Endpoint(.post, "/api/v1/blobs", access: .open, self.putPicture),
      Endpoint(.get, "/api/v1/blobs/{digest}", access: .anyone, self.getPicture),
      Endpoint(
        .get, "/api/v1/courses/{course_id}/certificate/pdf", access: .open, self.getCertificate),
    ]
  }

  /// Stores a picture for courses; putting it again changes nothing.
  private func putPicture(_ exchange: Exchange) async throws -> Response {
    let makers: Set<Clikc_Authentication_V1_Role> = [.expert, .administrator]
    guard let session = exchange.session, !session.roles.isDisjoint(with: makers) else {
      throw Problem(.forbidden, "NOT_ALLOWED")
    }
    let declared = MediaType.essence(exchange.request.headers[.contentType] ?? "")
    guard let type = PictureType(rawValue: declared) else { throw Self.unsupported }
    let bytes = try await BodyReader.read(
      exchange.request, atMost: Self.largestPicture, within: RouteCalls.largeBodyTime)
    guard PictureType(bytes) == type else {
      throw Problem(.badRequest, "NOT_THE_DECLARED_PICTURE")
    }
    let digest = try await self.blobs.put(bytes)
    let answer = JSONValue.object([.init(name: "digest", value: .text(digest))]).bytes
    return Response(
      status: .ok,
      headers: [.contentType: MediaType.json, .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: answer)))
  }

  private static var unsupported: Problem {
    let accepted = PictureType.allCases.map(\.rawValue).joined(separator: ", ")
    return Problem(
      .unsupportedMediaType, "UNSUPPORTED_PICTURE", headers: [.accept: accepted])
  }

  /// Answers a picture to anybody who knows its digest. Other blobs, such as certificates, are not
  /// answered here.
  private func getPicture(_ exchange: Exchange) async throws -> Response {
    let digest = exchange.fields["digest"] ?? ""
    guard digest.utf8.count == 64, FieldShape.Format.hex.accepts(digest) else {
      throw Problem.invalid([
        RequestViolation(FieldPath.root.appending(name: "digest"), "NOT_A_DIGEST")
      ])
    }
    let tag = "\"\(digest)\""
    guard let bytes = try await self.blobs.get(digest), let type = PictureType(bytes) else {
      throw Problem(.notFound, "BLOB_NOT_FOUND")
    }
    let caching: HTTPFields = [
      .eTag: tag, .cacheControl: "public, max-age=31536000, immutable",
    ]
    let known = exchange.request.headers[values: .ifNoneMatch].joined(separator: ",")
    if known.contains(tag) || known == "*" {
      return Response(status: .notModified, headers: caching)
    }
    var headers = caching
    headers[.contentType] = type.rawValue
    return Response(
      status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Answers the caller's own certificate, byte for byte as it was issued.
  private func getCertificate(_ exchange: Exchange) async throws -> Response {
    let courseID = exchange.fields["course_id"] ?? ""
    guard FieldShape.Format.uuid.accepts(courseID) else {
      throw Problem.invalid([
        RequestViolation(FieldPath.root.appending(name: "course_id"), "NOT_A_UUID")
      ])
    }
    let certificate = try await withDeadline(RouteCalls.deadline) {
      try await self.callees.certificates.getMyCertificate(.with { $0.courseID = courseID })
    }.certificate
    guard let bytes = try await self.blobs.get(certificate.pdfDigest) else {
      throw MissingFile(digest: certificate.pdfDigest)
    }
    let name = certificate.serial.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/pdf", .cacheControl: "private, no-store",
        .contentDisposition: "attachment; filename=\"certificate-\(name).pdf\"",
      ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

/// A certificate was issued and its file is not in the store: a fault of the installation.
struct MissingFile: Error {
  let digest: String
}
