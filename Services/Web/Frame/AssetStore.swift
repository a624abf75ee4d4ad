import Cryptography
import Foundation
import HTTPTypes
import Hummingbird

/// The files under Public, in memory, at addresses that change with their content.
struct AssetStore: Sendable {
  /// One file.
  struct Asset: Sendable {
    let bytes: [UInt8]
    let contentType: String
    let etag: String
  }

  private let assets: [String: Asset]

  /// Reads every file of a directory; file names hold no directories.
  init(directory: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: directory, includingPropertiesForKeys: nil)
    var assets: [String: Asset] = [:]
    for file in files where !file.lastPathComponent.hasPrefix(".") {
      let bytes = [UInt8](try Data(contentsOf: file))
      assets[file.lastPathComponent] = Asset(
        bytes: bytes, contentType: Self.contentType(file.pathExtension),
        etag: String(hexadecimal(sha256(bytes)).prefix(16)))
    }
    self.assets = assets
  }

  subscript(_ name: String) -> Asset? { assets[name] }

  /// Every file's name.
  var names: [String] { assets.keys.sorted() }

  /// Where a browser gets a file; the address may be kept for ever. Nil when there is no such file.
  func address(of name: String) -> String? {
    assets[name].map { "/static/\($0.etag)/\(name)" }
  }

  private static func contentType(_ pathExtension: String) -> String {
    switch pathExtension {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "ico": "image/x-icon"
    case "png": "image/png"
    case "webp": "image/webp"
    case "txt": "text/plain; charset=utf-8"
    default: "application/octet-stream"
    }
  }
}

extension AssetStore {
  /// Answers requests for files: under an address with the right hash for a year, at the few
  /// well-known addresses for a day.
  func response(to request: Request, name: String, hash: String?) throws -> Response {
    guard let asset = assets[name], hash == nil || hash == asset.etag else {
      throw PageFault.notFound
    }
    let etag = "\"\(asset.etag)\""
    let caching = hash == nil ? "public, max-age=86400" : "public, max-age=31536000, immutable"
    var headers: HTTPFields = [.cacheControl: caching, .eTag: etag]
    guard request.headers[.ifNoneMatch] != etag else {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = asset.contentType
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
  }
}
