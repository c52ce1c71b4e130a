using Akka.Actor;
using AkkaApiBench.Messages.Inspection;

namespace AkkaApiBench.Node.Inspection;

/// <summary>Walks the actors of this process.</summary>
internal static class ActorTrees
{
    // So that an answer fits one frame between nodes (128 KB).
    private const int MostActors = 400;

    /// <summary>The actor at a path and those below it; null when there is none.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="path">Such as <c>/user/coordinator</c>.</param>
    /// <param name="depth">How many levels below it.</param>
    public static ActorTree? Of(ExtendedActorSystem system, string path, int depth)
    {
        if (Find(system, path) is not { } top)
            return null;
        var actors = new List<ActorDescription>();
        var leftOut = 0;
        Walk(top, depth);
        return new ActorTree([.. actors], leftOut);

        void Walk(ActorRefWithCell actor, int below)
        {
            var children = ChildrenOf(actor);
            if (actors.Count < MostActors)
                actors.Add(new ActorDescription(PathOf(actor), TypeOf(actor), children.Count));
            else
                leftOut++;
            if (below > 0)
            {
                foreach (var child in children)
                    Walk(child, below - 1);
            }
        }
    }

    private static ActorRefWithCell? Find(ExtendedActorSystem system, string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var actor = names.FirstOrDefault() switch
        {
            "user" => system.Guardian as ActorRefWithCell,
            "system" => system.SystemGuardian as ActorRefWithCell,
            _ => null,
        };
        foreach (var name in names.Skip(1))
            actor = actor is null ? null : ChildrenOf(actor).FirstOrDefault(child => child.Path.Name == name);
        return actor;
    }

    private static List<ActorRefWithCell> ChildrenOf(ActorRefWithCell actor) =>
        [.. actor.Children.OfType<ActorRefWithCell>().OrderBy(child => child.Path.Name, StringComparer.Ordinal)];

    private static string PathOf(ActorRefWithCell actor) => actor.Path.ToStringWithoutAddress();

    private static string TypeOf(ActorRefWithCell actor) => actor.Underlying is ActorCell { Props.Type: { } type } ? type.Name : "";
}
