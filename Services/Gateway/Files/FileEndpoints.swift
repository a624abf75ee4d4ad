internal import AuthenticationContract
internal import BlobStore
internal import GRPCRabbitMQTransport
internal import HTTPTypes
internal import Hummingbird
internal import IdentityContract
internal import NotificationContract
internal import Pictures
internal import SwiftProtobuf

/// Pictures and certificates: bytes that never cross the queue.
struct FileEndpoints: Sendable {
  /// Bytes of the largest picture.
  static let largestPicture = 10_000_000
  /// Pixels of a course's picture in its longer direction.
  static let longestSide = 1_600

  let blobs: any BlobStore
  let callees: Callees
  let maker: PictureMaker

  /// Where they are answered.
  var endpoints: [Endpoint] {
    [
      Endpoint(.post, "/api/v1/blobs", access: .open, self.putPicture),
      Endpoint(.post, "/api/v1/profile/photo", access: .policyAccepted, self.putPhoto),
      Endpoint(.get, "/api/v1/blobs/{digest}", access: .anyone, self.getPicture),
      Endpoint(
        .get, "/api/v1/courses/{course_id}/certificate/pdf", access: .open, self.getCertificate),
    ]
  }

  /// Stores a picture for courses, made anew; putting it again changes nothing.
  private func putPicture(_ exchange: Exchange) async throws -> Response {
    let makers: Set<Clikc_Authentication_V1_Role> = [.expert, .administrator]
    guard let session = exchange.session, !session.roles.isDisjoint(with: makers) else {
      throw Problem(.forbidden, "NOT_ALLOWED")
    }
    let declared = MediaType.essence(exchange.request.headers[.contentType] ?? "")
    guard let type = PictureType.taken.first(where: { $0.rawValue == declared }) else {
      throw Self.unsupported
    }
    let bytes = try await self.pictureBody(exchange)
    guard PictureType(bytes) == type else {
      throw Problem(.badRequest, "NOT_THE_DECLARED_PICTURE")
    }
    let made = try await self.made { try await $0.fitted(bytes, longest: Self.longestSide) }
    let digest = try await self.blobs.put(made)
    let answer = JSONValue.object([.init(name: "digest", value: .text(digest))]).bytes
    return Response(
      status: .ok,
      headers: [.contentType: MediaType.json, .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: answer)))
  }

  /// Makes a picture the caller's photo, in two sizes; what it is told by its bytes alone.
  private func putPhoto(_ exchange: Exchange) async throws -> Response {
    let bytes = try await self.pictureBody(exchange)
    let squares = try await self.made { try await $0.squares(of: bytes, sizes: [320, 64]) }
    let digests = (try await self.blobs.put(squares[0]), try await self.blobs.put(squares[1]))
    let photo = Clikc_Identity_V1_Photo.with { ($0.large, $0.small) = digests }
    _ = try await withDeadline(RouteCalls.deadline) {
      try await self.callees.profiles.setPhoto(.with { $0.photo = photo })
    }
    return Response(
      status: .ok, headers: [.contentType: MediaType.json, .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: try photo.jsonUTF8Bytes() as [UInt8])))
  }

  private func pictureBody(_ exchange: Exchange) async throws -> [UInt8] {
    try await BodyReader.read(
      exchange.request, atMost: Self.largestPicture, within: RouteCalls.largeBodyTime)
  }

  /// What `make` makes, or why the picture is not taken.
  private func made<Made>(_ make: (PictureMaker) async throws -> Made) async throws -> Made {
    do {
      return try await make(self.maker)
    } catch let fault as PictureFault {
      switch fault {
      case .unsupported: throw Self.unsupported
      case .unreadable: throw Problem(.badRequest, "PICTURE_UNREADABLE")
      case .tooManyPixels:
        let most = "\(PictureMaker.mostPixels / 1_000_000)"
        throw Problem(.badRequest, "PICTURE_TOO_MANY_PIXELS", arguments: ["maximum": most])
      case .busy:
        throw Problem(.serviceUnavailable, "PICTURES_BUSY", headers: [.retryAfter: "5"])
      }
    }
  }

  private static var unsupported: Problem {
    let accepted = PictureType.taken.map(\.rawValue).joined(separator: ", ")
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
    let courseID = try exchange.identifier("course_id")
    let certificate = try await withDeadline(RouteCalls.deadline) {
      try await self.callees.certificates.getMyCertificate(.with { $0.courseID = courseID })
    }.certificate
    // One that was taken back must not be handed out as if it held.
    guard certificate.state != .revoked else { throw Problem(.conflict, "CERTIFICATE_REVOKED") }
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
