using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AkkaApiBench.Architecture.Tests;

/// <summary>What the compiled code of an assembly uses and shows, read from its metadata.</summary>
/// <param name="Assemblies">Names of assemblies that its code uses.</param>
/// <param name="Types">Full names of foreign types that its code uses.</param>
/// <param name="Members">Foreign members that its code uses, such as <c>System.DateTime.get_UtcNow</c>.</param>
/// <param name="PublicTypes">Full names of the types it shows.</param>
internal sealed record AssemblyUse(
    ImmutableArray<string> Assemblies, ImmutableArray<string> Types, ImmutableArray<string> Members, ImmutableArray<string> PublicTypes)
{
    public static AssemblyUse Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return new AssemblyUse(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(handle => NameOf(metadata, handle))],
            [
                .. from handle in metadata.MemberReferences
                   let member = metadata.GetMemberReference(handle)
                   where member.Parent.Kind is HandleKind.TypeReference
                   select $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}",
            ],
            [
                .. from handle in metadata.TypeDefinitions
                   let type = metadata.GetTypeDefinition(handle)
                   where (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public
                   select Join(metadata.GetString(type.Namespace), metadata.GetString(type.Name)),
            ]);
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var scope = type.ResolutionScope.Kind is HandleKind.TypeReference
            ? NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)
            : metadata.GetString(type.Namespace);
        return Join(scope, metadata.GetString(type.Name));
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";
}
