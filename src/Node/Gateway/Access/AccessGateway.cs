using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Coordinator.Access;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Asks the register of keys, on whatever node it is.</summary>
internal sealed class AccessGateway(IRequiredActor<AccessRegister> register)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>A key that was not revoked; null for none.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="patience">How long the answer may take; null for as long as any.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<AccessKey?> FindAsync(string id, TimeSpan? patience, CancellationToken cancellation) =>
        (await (await register.GetAsync(cancellation)).Ask<KeyFound>(new FindKey(id), patience ?? AnswerTime, cancellation)).Key;

    /// <summary>What became of a change: <see cref="KeyAccepted"/> or <see cref="AccessRefused"/>.</summary>
    public Task<IProtocolMessage> ChangeAsync(IAccessCommand command, CancellationToken cancellation) => AskAsync<IProtocolMessage>(command, cancellation);

    /// <summary>Writes into the audit log what was changed elsewhere.</summary>
    public Task NoteAsync(AuditEntry entry) => AskAsync<ChangeNoted>(new NoteChange(entry), CancellationToken.None);

    public async Task<IReadOnlyList<AccessKey>> ListAsync(TenantId? within, CancellationToken cancellation)
    {
        var keys = new List<AccessKey>();
        KeyPage page;
        do
        {
            page = await AskAsync<KeyPage>(new ListKeys(within, keys.Count == 0 ? null : keys[^1].Id), cancellation);
            keys.AddRange(page.Keys);
        }
        while (page.HasMore);
        return keys;
    }

    public Task<AuditPage> ChangesAsync(ListChanges query, CancellationToken cancellation) => AskAsync<AuditPage>(query, cancellation);

    private async Task<T> AskAsync<T>(IProtocolMessage question, CancellationToken cancellation) =>
        await (await register.GetAsync(cancellation)).Ask<T>(question, AnswerTime, cancellation);
}
