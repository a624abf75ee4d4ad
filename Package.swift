// swift-tools-version: 6.2

import PackageDescription

// MARK: - Settings

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// MARK: - Shared

/// A module map over a C library of the system, imported by exactly one target.
func clibrary(_ name: String, _ pkgConfig: String) -> Target {
  .systemLibrary(name: name, path: "Shared/\(name)", pkgConfig: pkgConfig)
}

func shared(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: settings)
}

let sharedTargets: [Target] = [
  clibrary("COpenSSL", "libcrypto"),
  shared("Cryptography", ["COpenSSL"]),
  shared("GRPCRabbitMQTransport", []),
]

// MARK: - Services

/// The pure rules of a service: no SQL, protobuf, queue, clock or randomness.
func domain(_ service: String) -> Target {
  .target(
    name: "\(service)Domain", path: "Services/\(service)/Domain", swiftSettings: settings)
}

let serviceTargets: [Target] = [
  domain("Identity"),
  domain("Progress"),
]

// MARK: - Tests

func tests(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(path)", swiftSettings: settings)
}

let testTargets: [Target] = [
  tests("CryptographyTests", "Shared/Cryptography", ["Cryptography"]),
  tests(
    "GRPCRabbitMQTransportTests", "Shared/GRPCRabbitMQTransport", ["GRPCRabbitMQTransport"]),
  tests("IdentityDomainTests", "Services/Identity/Domain", ["IdentityDomain"]),
  tests("ProgressDomainTests", "Services/Progress/Domain", ["ProgressDomain"]),
]

let package = Package(name: "clikc", targets: sharedTargets + serviceTargets + testTargets)
