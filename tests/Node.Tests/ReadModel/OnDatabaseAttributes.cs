using System.Reflection;
using AkkaApiBench.Cluster.Tests.Fixture;
using Xunit.Sdk;

namespace AkkaApiBench.Node.Tests.ReadModel;

/// <summary>A theory's case on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnSqliteAttribute : DataAttribute
{
    public const string Kind = "sqlite";

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Kind]];
}

/// <summary>A theory's case on PostgreSQL; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnPostgresAttribute : DataAttribute
{
    public const string Kind = "postgres";

    public OnPostgresAttribute() => Skip = PostgresServer.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Kind]];
}
