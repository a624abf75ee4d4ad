import Foundation
import Testing

@testable import Pictures

@Suite("S10: pictures made anew")
struct PictureMakerTests {
  private let maker = PictureMaker()

  @Test(
    "become squares in the sizes asked for, whatever they were",
    arguments: [SamplePicture.png, SamplePicture.jpeg, SamplePicture.webp])
  func squares(_ bytes: [UInt8]) async throws {
    let made = try await maker.squares(of: bytes, sizes: [320, 64])
    let headers = made.map { PictureHeader($0) }
    #expect(headers.map { $0?.width } == [320, 64] && headers.map { $0?.height } == [320, 64])
    #expect(headers.allSatisfy { $0?.format == .webp })
    #expect(try await maker.squares(of: bytes, sizes: [320, 64]) == made)
  }

  @Test("keep nothing of the file but what is seen, turned upright")
  func metadata() async throws {
    let made = try await maker.fitted(SamplePicture.fromCamera(6), longest: 1600)
    #expect(Data(SamplePicture.fromCamera(6)).range(of: Data("GPS".utf8)) != nil)
    #expect(Data(made).range(of: Data("GPS".utf8)) == nil)
    #expect(try await maker.fitted(SamplePicture.turned, longest: 1600) == made)
    #expect(try await maker.fitted(SamplePicture.fromCamera(8), longest: 1600) != made)
  }

  @Test(
    "lose whatever else the file is: a page, an archive, a program",
    arguments: ["<script>alert(1)</script>", "PK\u{3}\u{4}an archive", "#!/bin/sh"])
  func polyglot(hidden: String) async throws {
    for picture in [SamplePicture.png, SamplePicture.jpeg, SamplePicture.webp] {
      let made = try await maker.fitted(picture + Array(hidden.utf8), longest: 1600)
      #expect(Data(made).range(of: Data(hidden.utf8)) == nil)
    }
  }

  @Test("are made smaller when they are too large, never larger")
  func fitted() async throws {
    for (longest, width, height) in [(1600, 48, 16), (12, 12, 4)] {
      let made = try await maker.fitted(SamplePicture.png, longest: longest)
      let header = try #require(PictureHeader(made))
      #expect(header.width == width && header.height == height)
    }
  }

  @Test("are refused before they are decoded when they claim too many pixels")
  func bomb() async {
    await #expect(throws: PictureFault.tooManyPixels) {
      try await maker.squares(of: PictureHeaderTests.png, sizes: [64])
    }
    await #expect(throws: PictureFault.unsupported) {
      try await maker.squares(of: Array("<svg xmlns='x'/>".utf8), sizes: [64])
    }
    await #expect(throws: PictureFault.unreadable) {
      try await maker.squares(of: Array(SamplePicture.webp.prefix(40)), sizes: [64])
    }
  }

  /// CLIKC_TEST_MUTATIONS makes it longer.
  @Test("that are damaged anywhere are made or refused, and never end the process")
  func mutations() async throws {
    let count =
      ProcessInfo.processInfo.environment["CLIKC_TEST_MUTATIONS"].flatMap(Int.init) ?? 1_500
    var random = SystemRandomNumberGenerator()
    let samples = [
      SamplePicture.png, SamplePicture.jpeg, SamplePicture.webp, SamplePicture.fromCamera(5),
    ]
    var refused = 0
    for number in 0..<count {
      var bytes = samples[number % samples.count]
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      }
      do { _ = try await maker.squares(of: bytes, sizes: [64]) } catch is PictureFault {
        refused += 1
      }
    }
    #expect(refused > 0)
  }
}
