internal import CGD

/// A decoded picture. libgd's functions may run in any thread as long as two never touch the same picture, so
/// this class is not Sendable and lives within one call of ``PictureMaker``. Freed with the object.
final class GDImage {
  private let handle: gdImagePtr

  private init?(_ handle: gdImagePtr?) {
    guard let handle else { return nil }
    self.handle = handle
  }

  deinit { gdImageDestroy(handle) }

  /// Decodes; nil when the bytes are broken.
  convenience init?(_ bytes: [UInt8], _ format: PictureHeader.Format) {
    // The functions read only, though their parameter is not const.
    let decoded = bytes.withUnsafeBytes { raw -> gdImagePtr? in
      let start = UnsafeMutableRawPointer(mutating: raw.baseAddress)
      let count = Int32(raw.count)
      return switch format {
      case .png: gdImageCreateFromPngPtr(count, start)
      case .jpeg: gdImageCreateFromJpegPtrEx(count, start, 1)
      case .webp: gdImageCreateFromWebpPtr(count, start)
      }
    }
    self.init(decoded)
  }

  var width: Int { Int(handle.pointee.sx) }
  var height: Int { Int(handle.pointee.sy) }

  /// A part of the picture in another size. White shows where the picture is transparent, unless `transparent`.
  func scaled(
    fromX x: Int, y: Int, width: Int, height: Int, to newWidth: Int, _ newHeight: Int,
    transparent: Bool = false
  ) -> GDImage? {
    guard let copy = GDImage(gdImageCreateTrueColor(Int32(newWidth), Int32(newHeight))) else {
      return nil
    }
    if transparent {
      gdImageAlphaBlending(copy.handle, 0)
      gdImageSaveAlpha(copy.handle, 1)
    } else {
      gdImageFilledRectangle(
        copy.handle, 0, 0, Int32(newWidth), Int32(newHeight), clikc_gd_white(copy.handle))
    }
    gdImageCopyResampled(
      copy.handle, handle, 0, 0, Int32(x), Int32(y), Int32(newWidth), Int32(newHeight),
      Int32(width), Int32(height))
    return copy
  }

  /// The picture as it was meant to be seen, by its Exif orientation.
  func upright(_ orientation: Int) -> GDImage? {
    switch orientation {
    case 2: gdImageFlipHorizontal(handle)
    case 3: gdImageFlipBoth(handle)
    case 4: gdImageFlipVertical(handle)
    case 5...8: return turned(orientation)
    default: break
    }
    return self
  }

  /// 6 is a quarter turn clockwise, 8 one back; 5 and 7 are these of the mirrored picture.
  private func turned(_ orientation: Int) -> GDImage? {
    if orientation == 5 || orientation == 7 { gdImageFlipHorizontal(handle) }
    let angle: Float = orientation == 6 || orientation == 7 ? 270 : 90
    guard let turned = GDImage(gdImageRotateInterpolated(handle, angle, 0)) else { return nil }
    gdImageSaveAlpha(turned.handle, 1)
    return turned
  }

  /// The picture as WebP, which libgd writes without metadata; `quality` is 0 to 100.
  func webp(quality: Int) -> [UInt8]? {
    var count: Int32 = 0
    guard let start = gdImageWebpPtrEx(handle, &count, Int32(quality)) else { return nil }
    defer { gdFree(start) }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
  }
}
