// swift-tools-version: 6.2

import PackageDescription

// MARK: - Settings

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// MARK: - Services

/// The pure rules of a service: no SQL, protobuf, queue, clock or randomness.
func domain(_ service: String) -> Target {
  .target(
    name: "\(service)Domain", path: "Services/\(service)/Domain", swiftSettings: settings)
}

let serviceTargets: [Target] = [
  domain("Progress")
]

// MARK: - Tests

func tests(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(path)", swiftSettings: settings)
}

let testTargets: [Target] = [
  tests("ProgressDomainTests", "Services/Progress/Domain", ["ProgressDomain"])
]

let package = Package(name: "clikc", targets: serviceTargets + testTargets)
