using System.Reflection;
using Xunit.Sdk;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>A theory's case on PostgreSQL, whose name goes before the other arguments; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PostgresDataAttribute : DataAttribute
{
    private readonly object[] _arguments;

    public PostgresDataAttribute(params object[] arguments)
    {
        _arguments = [JournalDatabase.Postgres, .. arguments];
        Skip = PostgresServer.Missing;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_arguments];
}

/// <summary>A test that needs PostgreSQL; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
