// swift-tools-version: 6.2

import PackageDescription

// What `./clikc bench rpc` measures beside our transport: grpc-swift over HTTP/2. A package of its own, so
// that the product depends neither on that transport nor on the TLS library below it.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let grpc = Target.Dependency.product(name: "GRPCCore", package: "grpc-swift-2")

let package = Package(
  name: "clikc-bench",
  dependencies: [
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/grpc/grpc-swift-2", from: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport", from: "2.9.2"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf", from: "2.4.1"),
  ],
  targets: [
    .target(
      name: "BenchStubs",
      dependencies: [
        grpc, protobuf, .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
      ],
      path: "stubs", swiftSettings: [.swiftLanguageMode(.v6)]),
    .target(
      name: "BenchLoad", dependencies: ["BenchStubs", grpc, protobuf], path: "load",
      swiftSettings: settings),
    .executableTarget(
      name: "bench-http2",
      dependencies: [
        "BenchLoad", grpc,
        .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
      ],
      path: "http2", swiftSettings: settings),
  ])
