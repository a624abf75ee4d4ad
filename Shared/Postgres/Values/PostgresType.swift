/// A type of the server, by its object identifier (pg_type.oid). Those of built-in types are fixed.
public struct PostgresType: RawRepresentable, Hashable, Sendable {
  /// The object identifier.
  public let rawValue: UInt32

  /// Takes an object identifier.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Left to the server to infer; the value goes as text.
  public static let unknown = PostgresType(rawValue: 0)
  /// boolean
  public static let bool = PostgresType(rawValue: 16)
  /// bytea
  public static let bytea = PostgresType(rawValue: 17)
  /// name
  public static let name = PostgresType(rawValue: 19)
  /// bigint
  public static let int8 = PostgresType(rawValue: 20)
  /// smallint
  public static let int2 = PostgresType(rawValue: 21)
  /// integer
  public static let int4 = PostgresType(rawValue: 23)
  /// text
  public static let text = PostgresType(rawValue: 25)
  /// oid
  public static let oid = PostgresType(rawValue: 26)
  /// json
  public static let json = PostgresType(rawValue: 114)
  /// real
  public static let float4 = PostgresType(rawValue: 700)
  /// double precision
  public static let float8 = PostgresType(rawValue: 701)
  /// boolean[]
  public static let boolArray = PostgresType(rawValue: 1000)
  /// bytea[]
  public static let byteaArray = PostgresType(rawValue: 1001)
  /// integer[]
  public static let int4Array = PostgresType(rawValue: 1007)
  /// text[]
  public static let textArray = PostgresType(rawValue: 1009)
  /// bigint[]
  public static let int8Array = PostgresType(rawValue: 1016)
  /// double precision[]
  public static let float8Array = PostgresType(rawValue: 1022)
  /// character(n)
  public static let bpchar = PostgresType(rawValue: 1042)
  /// character varying
  public static let varchar = PostgresType(rawValue: 1043)
  /// date
  public static let date = PostgresType(rawValue: 1082)
  /// timestamp without time zone
  public static let timestamp = PostgresType(rawValue: 1114)
  /// timestamp with time zone
  public static let timestamptz = PostgresType(rawValue: 1184)
  /// timestamp with time zone[]
  public static let timestamptzArray = PostgresType(rawValue: 1185)
  /// numeric
  public static let numeric = PostgresType(rawValue: 1700)
  /// void, the result of functions that return nothing
  public static let void = PostgresType(rawValue: 2278)
  /// uuid
  public static let uuid = PostgresType(rawValue: 2950)
  /// uuid[]
  public static let uuidArray = PostgresType(rawValue: 2951)
  /// jsonb
  public static let jsonb = PostgresType(rawValue: 3802)

  /// Types whose binary form is their text. Those from 16384 on were made by users: enumerations
  /// and extensions such as citext.
  var isTextual: Bool {
    switch self {
    case .text, .varchar, .bpchar, .name, .json, .unknown: true
    case PostgresType(rawValue: 705), PostgresType(rawValue: 18): true
    default: rawValue >= 16384
    }
  }
}
