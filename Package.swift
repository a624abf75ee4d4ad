// swift-tools-version: 6.2

import PackageDescription

// MARK: - Dependencies

let dependencies: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
  .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
  .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
  .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  .package(url: "https://github.com/grpc/grpc-swift-2", from: "2.4.3"),
  .package(url: "https://github.com/grpc/grpc-swift-protobuf", from: "2.4.1"),
  .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
]

let argumentParser = product("ArgumentParser", "swift-argument-parser")
let asyncHTTPClient = product("AsyncHTTPClient", "async-http-client")
let collections = product("DequeModule", "swift-collections")
let grpc = product("GRPCCore", "grpc-swift-2")
let grpcInProcess = product("GRPCInProcessTransport", "grpc-swift-2")
let grpcProtobuf = product("GRPCProtobuf", "grpc-swift-protobuf")
let httpCompression = product("NIOHTTPCompression", "swift-nio-extras")
let httpCore = product("HummingbirdCore", "hummingbird")
let httpTesting = product("HummingbirdTesting", "hummingbird")
let httpTypes = product("HTTPTypes", "swift-http-types")
let lifecycle = product("ServiceLifecycle", "swift-service-lifecycle")
let lifecycleTesting = product("ServiceLifecycleTestKit", "swift-service-lifecycle")
let logging = product("Logging", "swift-log")
let metrics = product("Metrics", "swift-metrics")
let metricsCore = product("CoreMetrics", "swift-metrics")
let mustache = product("Mustache", "swift-mustache")
let nio = product("NIOCore", "swift-nio")
let http = [product("Hummingbird", "hummingbird"), nio, product("NIOHTTP1", "swift-nio")]
let nioHTTPTypes = [
  product("NIOHTTPTypes", "swift-nio-extras"), product("NIOHTTPTypesHTTP1", "swift-nio-extras"),
]
let nioPosix = product("NIOPosix", "swift-nio")
let protobuf = product("SwiftProtobuf", "swift-protobuf")
let protobufPlugin = product("SwiftProtobufPluginLibrary", "swift-protobuf")
let signals = product("UnixSignals", "swift-service-lifecycle")
let tracing = product("Tracing", "swift-distributed-tracing")
let yams = product("Yams", "Yams")

func product(_ name: String, _ package: String) -> Target.Dependency {
  .product(name: name, package: package)
}

// MARK: - Settings

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .define("CLIKC_FAULTS", .when(configuration: .debug)),
]

let generatedSettings: [SwiftSetting] = [.swiftLanguageMode(.v6)]

// MARK: - C libraries

/// A module map over a C library of the system, imported by exactly one target.
func clibrary(_ name: String, _ pkgConfig: String?) -> Target {
  .systemLibrary(name: name, path: "Shared/\(name)", pkgConfig: pkgConfig)
}

let clibraries: [Target] = [
  clibrary("CArgon2", "libargon2"),
  clibrary("CCMark", "libcmark-gfm"),
  clibrary("CCurl", "libcurl"),
  clibrary("CExpat", "expat"),
  // Its pkg-config file names flags of the libraries behind it, which SwiftPM refuses with a warning.
  clibrary("CGD", nil),
  clibrary("CLCMS", "lcms2"),
  clibrary("CLibPQ", "libpq"),
  clibrary("COpenSSL", "libcrypto"),
  clibrary("CPangoCairo", "pangocairo"),
  clibrary("CQPDF", "libqpdf"),
  clibrary("CQREncode", "libqrencode"),
  clibrary("CRabbitMQ", "librabbitmq"),
  clibrary("CZip", "libzip"),
  clibrary("CZlib", "zlib"),
]

// MARK: - Contracts

/// The generated messages and stubs of one package under proto/.
func contract(_ name: String, on others: [Target.Dependency] = []) -> Target {
  .target(
    name: "\(name)Contract", dependencies: [protobuf, grpc, grpcProtobuf] + others,
    path: "Shared/Contracts/\(name)", swiftSettings: generatedSettings)
}

let contracts: [Target] = [
  contract("HTTP"),
  contract("Error"),
  contract("Event"),
  contract("Operations"),
  contract("Health"),
  contract("Authentication"),
  contract("Privacy"),
  contract("Identity", on: ["AuthenticationContract", "HTTPContract", "PrivacyContract"]),
  contract("Catalogue", on: ["HTTPContract", "PrivacyContract"]),
  contract("Progress", on: ["HTTPContract", "PrivacyContract"]),
  contract("Notification", on: ["HTTPContract", "PrivacyContract"]),
  contract(
    "Gateway",
    on: [
      "CatalogueContract", "HTTPContract", "NotificationContract", "PrivacyContract",
      "ProgressContract",
    ]),
]

// MARK: - Shared

func shared(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
)
  -> Target
{
  .target(
    name: name, dependencies: dependencies, path: "Shared/\(name)", resources: resources,
    swiftSettings: settings)
}

let sharedTargets: [Target] = [
  shared("Cryptography", ["COpenSSL"]),
  shared("AMQP", ["CRabbitMQ", collections, lifecycle, logging]),
  shared("Compression", ["CZlib"]),
  shared("GRPCRabbitMQTransport", ["AMQP", "Compression", collections, grpc]),
  shared("Problems", ["ErrorContract", grpc, protobuf]),
  shared("Failpoints", []),
  shared("Postgres", ["CLibPQ", "Failpoints", collections, lifecycle, logging]),
  shared(
    "EventEnvelopes", ["AMQP", "EventContract", lifecycle, logging, protobuf]),
  shared(
    "Events",
    [
      "AMQP", "EventContract", "EventEnvelopes", "Failpoints", "Postgres", lifecycle, logging,
      protobuf,
    ],
    resources: [.copy("Migrations")]),
  shared(
    "Authentication",
    ["AuthenticationContract", "Cryptography", "Problems", grpc, protobuf]),
  shared(
    "Operations",
    [
      "AMQP", "Authentication", "Events", "OperationsContract", "Postgres", grpc, lifecycle,
      logging,
      metrics, protobuf,
    ]),
  shared("BlobStore", ["Cryptography", nio, nioPosix]),
  shared("CertificateStatements", ["Cryptography"]),
  shared("Exposition", [httpTypes, lifecycle, logging, metricsCore] + http),
  shared(
    "HTTPServing",
    [httpCompression, httpCore, httpTypes, logging, nioPosix] + http + nioHTTPTypes),
  shared("Localization", [], resources: [.copy("Messages")]),
  shared("NetworkAddresses", []),
  shared("PersonalData", ["PrivacyContract", protobuf]),
  shared("Pictures", ["CGD", nioPosix]),
  shared("QRCodes", ["CQREncode"]),
  shared("RowScopes", ["Authentication", "Postgres", grpc, lifecycle]),
  shared(
    "ServiceRuntime",
    [
      "Exposition", "Failpoints", "HealthContract", grpc, grpcProtobuf, lifecycle, logging, metrics,
      protobuf,
      signals, tracing,
    ]),
  shared("Spreadsheets", ["CExpat", "CZip"]),
  .target(
    name: "TestSupport",
    dependencies: [
      "AMQP", "Events", "EventEnvelopes", "Postgres", grpc, grpcInProcess, lifecycle, logging,
      protobuf,
    ],
    path: "Shared/TestSupport", swiftSettings: settings),
]

// MARK: - Services

/// The pure rules of a service: no SQL, protobuf, queue, clock or randomness.
func domain(_ service: String) -> Target {
  .target(
    name: "\(service)Domain", path: "Services/\(service)/Domain", swiftSettings: settings)
}

/// A service on the queue: its executable and its domain. `calls` names the services it may call; the
/// broker's permissions (compose/rabbitmq/definitions.json) say the same, and a check holds them together.
func service(
  _ name: String, calls: [String] = [], hears: [String] = [],
  _ more: [Target.Dependency] = [], resources: [Resource] = []
) -> [Target] {
  let contracts = Set([name] + calls + hears).sorted().map {
    Target.Dependency.target(name: "\($0)Contract")
  }
  let executable = Target.executableTarget(
    name: name.lowercased(),
    dependencies: [
      .target(name: "\(name)Domain"), "AMQP", "Authentication", "AuthenticationContract",
      "Events", "GRPCRabbitMQTransport", "Operations", "PersonalData", "Postgres",
      "PrivacyContract", "Problems", "RowScopes", "ServiceRuntime",
      grpc, grpcProtobuf, lifecycle, logging, protobuf,
    ] + contracts + more,
    path: "Services/\(name)", exclude: ["Domain", "README.md"],
    resources: [.copy("Migrations")] + resources, swiftSettings: settings)
  return [domain(name), executable]
}

let queueServices: [Target] = [
  service(
    "Identity", hears: ["Catalogue", "Notification"],
    ["BlobStore", "Cryptography", "CArgon2", "NetworkAddresses", "Spreadsheets", nioPosix],
    resources: [.copy("Passwords")]),
  service("Catalogue", hears: ["Identity"], ["Cryptography"]),
  service("Progress", hears: ["Catalogue", "Identity"], ["Cryptography"]),
  service(
    "Notification", calls: ["Identity"], hears: ["Catalogue", "Progress"],
    [
      "BlobStore", "CCurl", "CertificateStatements", "CLCMS", "Compression", "CPangoCairo",
      "CQPDF", "Cryptography", "Localization", "NetworkAddresses", "QRCodes", nioPosix,
    ]),
].flatMap { $0 }

let edgeServices: [Target] = [
  .executableTarget(
    name: "gateway",
    dependencies: [
      "AMQP", "Authentication", "AuthenticationContract", "BlobStore", "CatalogueContract",
      "Cryptography", "EventEnvelopes", "GatewayContract", "GRPCRabbitMQTransport",
      "HealthContract", "HTTPServing", "IdentityContract", "Localization", "NetworkAddresses",
      "NotificationContract", "Pictures", "PrivacyContract", "Problems", "ProgressContract",
      "ServiceRuntime", collections, grpc, grpcProtobuf, httpCore, httpTypes, lifecycle, logging,
      metrics, nioPosix, protobuf,
    ] + http,
    path: "Services/Gateway", exclude: ["README.md"], resources: [.copy("Public")],
    swiftSettings: settings),
  .executableTarget(
    name: "web",
    dependencies: [
      "AuthenticationContract", "CatalogueContract", "CCMark", "Cryptography", "GatewayContract",
      "HTTPServing", "IdentityContract", "Localization", "NetworkAddresses",
      "NotificationContract", "PrivacyContract", "ProgressContract", "QRCodes", "ServiceRuntime",
      "Spreadsheets", asyncHTTPClient, httpCore, httpTypes, lifecycle, logging, mustache, nioPosix,
      protobuf,
    ] + http,
    path: "Services/Web", exclude: ["README.md"],
    resources: [.copy("Public"), .copy("Templates"), .copy("Pages")], swiftSettings: settings),
  .executableTarget(
    name: "clikcctl",
    dependencies: [
      "AMQP", "Authentication", "AuthenticationContract", "CatalogueContract",
      "CertificateStatements", "Cryptography",
      "GRPCRabbitMQTransport", "IdentityContract", "OperationsContract", "Problems",
      "ServiceRuntime", argumentParser, asyncHTTPClient, grpc, grpcProtobuf, logging, nio,
      product("NIOFoundationCompat", "swift-nio"), product("NIOHTTP1", "swift-nio"), protobuf,
      yams,
    ],
    path: "Services/Operator", exclude: ["README.md"], swiftSettings: settings),
]

// MARK: - Tools

let tools: [Target] = [
  .executableTarget(
    name: "bench-rpc",
    dependencies: [
      "AMQP", "BenchLoad", "BenchStubs", "GRPCRabbitMQTransport", grpc, grpcInProcess, logging,
      protobuf,
    ],
    path: "compose/bench/rpc", swiftSettings: settings),
  .target(
    name: "BenchLoad", dependencies: ["BenchStubs", grpc, protobuf], path: "compose/bench/load",
    swiftSettings: settings),
  .target(
    name: "BenchStubs", dependencies: [protobuf, grpc, grpcProtobuf], path: "compose/bench/stubs",
    swiftSettings: generatedSettings),
  .executableTarget(
    name: "bench-sql", dependencies: ["Postgres", logging], path: "compose/bench/sql",
    swiftSettings: settings),
  .executableTarget(
    name: "bench-identity",
    dependencies: [
      "AMQP", "Authentication", "AuthenticationContract", "GRPCRabbitMQTransport",
      "IdentityContract", grpc, logging, protobuf,
    ],
    path: "compose/bench/identity", swiftSettings: settings),
  .executableTarget(
    name: "events-peer", dependencies: ["AMQP", "Events", "Postgres", logging, protobuf],
    path: "compose/bench/events", swiftSettings: settings),
  .executableTarget(
    name: "fault-peer", dependencies: ["AMQP", "GRPCRabbitMQTransport", grpc, logging, signals],
    path: "Tests/Faults/Peer", swiftSettings: settings),
  .executableTarget(
    name: "protoc-gen-clikc-routes", dependencies: ["HTTPContract", protobuf, protobufPlugin],
    path: "compose/routes", swiftSettings: settings),
]

// MARK: - Tests

func tests(
  _ name: String, _ path: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(path)", exclude: exclude,
    swiftSettings: settings)
}

let testTargets: [Target] = [
  tests("AMQPTests", "Shared/AMQP", ["AMQP", "TestSupport", logging]),
  tests(
    "AuthenticationTests", "Shared/Authentication",
    ["Authentication", "AuthenticationContract", "Cryptography", "Problems", grpc, protobuf]),
  tests("BlobStoreTests", "Shared/BlobStore", ["BlobStore", "Cryptography"]),
  tests("CatalogueDomainTests", "Services/Catalogue/Domain", ["CatalogueDomain"]),
  tests(
    "CatalogueTests", "Services/Catalogue/RPC",
    [
      "Authentication", "catalogue", "CatalogueContract", "CatalogueDomain", "Cryptography",
      "Events", "IdentityContract", "Postgres", "PrivacyContract", "Problems", "RowScopes",
      "TestSupport", grpc, grpcInProcess, protobuf,
    ]),
  tests(
    "CertificateStatementsTests", "Shared/CertificateStatements",
    ["CertificateStatements", "Cryptography"]),
  tests("CryptographyTests", "Shared/Cryptography", ["Cryptography"]),
  tests(
    "EventEnvelopesTests", "Shared/EventEnvelopes", ["EventEnvelopes", protobuf]),
  tests(
    "EventsTests", "Shared/Events",
    [
      "AMQP", "EventEnvelopes", "Events", "events-peer", "Postgres", "TestSupport", logging,
      protobuf,
    ]),
  tests(
    "ExpositionTests", "Shared/Exposition",
    ["Exposition", asyncHTTPClient, lifecycle, logging, metricsCore] + http),
  tests("FailpointsTests", "Shared/Failpoints", ["Failpoints"]),
  tests("CompressionTests", "Shared/Compression", ["Compression"]),
  tests(
    "GRPCRabbitMQTransportTests", "Shared/GRPCRabbitMQTransport",
    [
      "AMQP", "Compression", "GRPCRabbitMQTransport", "ServiceRuntime", "TestSupport", grpc,
      grpcInProcess, logging,
    ]),
  tests(
    "GatewayTests", "Services/Gateway",
    [
      "gateway", "Authentication", "AuthenticationContract", "BlobStore", "CatalogueContract",
      "Cryptography", "GatewayContract", "HealthContract", "IdentityContract", "Localization",
      "NetworkAddresses", "NotificationContract", "Pictures", "Problems", "ProgressContract",
      "ServiceRuntime", grpc, grpcInProcess, httpTesting, httpTypes, logging, protobuf,
    ] + http),
  tests("IdentityDomainTests", "Services/Identity/Domain", ["IdentityDomain"]),
  tests(
    "IdentityTests", "Services/Identity",
    [
      "Authentication", "AuthenticationContract", "BlobStore", "CArgon2", "CatalogueContract",
      "Cryptography", "EventContract", "Events", "IdentityContract", "IdentityDomain",
      "NotificationContract", "Postgres", "PrivacyContract", "Problems", "ServiceRuntime",
      "Spreadsheets", "TestSupport", "identity", grpc,
      grpcInProcess, logging, protobuf,
    ], exclude: ["Domain"]),
  tests("LocalizationTests", "Shared/Localization", ["Localization"]),
  tests(
    "NotificationDomainTests", "Services/Notification/Domain", ["NotificationDomain"]),
  tests(
    "NotificationFaultTests", "Services/Notification/Faults",
    [
      "notification", "AMQP", "CatalogueContract", "Cryptography", "Events", "IdentityContract",
      "Postgres", "ProgressContract", "TestSupport", logging, protobuf,
    ]),
  .testTarget(
    name: "NotificationTests",
    dependencies: [
      "notification", "AMQP", "Authentication", "BlobStore", "CatalogueContract",
      "CertificateStatements", "Compression", "Cryptography", "EventEnvelopes", "Events",
      "GRPCRabbitMQTransport",
      "IdentityContract", "Localization", "NotificationContract", "NotificationDomain",
      "Postgres", "Problems", "ProgressContract", "RowScopes", "TestSupport", grpc, grpcInProcess,
      lifecycle, logging, nioPosix, protobuf,
    ],
    path: "Tests/Services/Notification", exclude: ["Domain", "Faults"], swiftSettings: settings),
  tests("NetworkAddressesTests", "Shared/NetworkAddresses", ["NetworkAddresses"]),
  tests("ProblemsTests", "Shared/Problems", ["Problems", grpc]),
  tests(
    "OperationsTests", "Shared/Operations",
    [
      "AMQP", "Authentication", "Events", "Exposition", "Operations", "OperationsContract",
      "Postgres",
      "Problems", "TestSupport", grpc, grpcInProcess, logging, metrics, protobuf,
    ]),
  tests(
    "OperatorTests", "Services/Operator",
    [
      "catalogue", "CatalogueContract", "CatalogueDomain", "CertificateStatements", "clikcctl",
      "Cryptography", "IdentityContract", "IdentityDomain", "OperationsContract", protobuf,
    ]),
  tests("PicturesTests", "Shared/Pictures", ["Pictures"]),
  tests("PostgresTests", "Shared/Postgres", ["Postgres", lifecycle, logging]),
  tests("ProgressDomainTests", "Services/Progress/Domain", ["ProgressDomain"]),
  tests(
    "ProgressTests", "Services/Progress/RPC",
    [
      "Authentication", "CatalogueContract", "Cryptography", "EventEnvelopes", "Events",
      "GRPCRabbitMQTransport",
      "Postgres", "PrivacyContract", "Problems", "ProgressContract", "ProgressDomain", "RowScopes",
      "TestSupport", "progress",
      grpc, grpcInProcess, logging, protobuf,
    ]),
  tests(
    "RouteGeneratorTests", "compose/routes",
    ["protoc-gen-clikc-routes", "HTTPContract", protobuf, protobufPlugin]),
  tests(
    "ServiceRuntimeTests", "Shared/ServiceRuntime",
    ["ServiceRuntime", grpc, grpcInProcess, lifecycle, lifecycleTesting, metrics, tracing]),
  tests("SpreadsheetsTests", "Shared/Spreadsheets", ["Spreadsheets"]),
  tests(
    "WebTests", "Services/Web",
    [
      "web", "CatalogueContract", "GatewayContract", "IdentityContract", "IdentityDomain",
      "Localization", "NetworkAddresses", "NotificationContract", "PrivacyContract",
      "ProgressContract", "ServiceRuntime", "Spreadsheets", asyncHTTPClient, httpCore, httpTesting,
      httpTypes, logging, protobuf,
    ] + http),
]

let package = Package(
  name: "clikc", dependencies: dependencies,
  targets: clibraries + contracts + sharedTargets + queueServices + edgeServices + tools
    + testTargets)
