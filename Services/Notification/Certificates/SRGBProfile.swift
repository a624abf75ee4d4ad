import CLCMS

/// The ICC profile of sRGB (IEC 61966-2-1), made by Little CMS.
///
/// lcms2: profiles may be used by one thread at a time; this one never leaves the function.
enum SRGBProfile {
  /// The bytes of the profile; always the same for one version of the library.
  static func bytes() throws(PDFFault) -> [UInt8] {
    guard let profile = cmsCreate_sRGBProfile() else { throw PDFFault("lcms gave no profile") }
    defer { cmsCloseProfile(profile) }
    var count: cmsUInt32Number = 0
    guard cmsSaveProfileToMem(profile, nil, &count) != 0, count > 128 else {
      throw PDFFault("lcms gave no size of the profile")
    }
    var bytes = [UInt8](repeating: 0, count: Int(count))
    guard cmsSaveProfileToMem(profile, &bytes, &count) != 0 else {
      throw PDFFault("lcms did not write the profile")
    }
    // The header's bytes 24 to 35 say when it was made (ICC.1:2010, 7.2.8), which is now.
    bytes.replaceSubrange(24..<36, with: [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    return bytes
  }
}
