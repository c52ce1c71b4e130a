using System.Text;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Prompts;

/// <summary>
/// What prompts are made of: common words that are one token each in both vocabularies of OpenAI's, with a space before them or
/// without, so that a text has as many tokens as words, and the same text is as long for every model that they are exact for.
/// </summary>
public static class Words
{
    /// <summary>The most bytes of a word with the space before it.</summary>
    public const int MostBytes = 8;

    private static readonly string[] Known =
    [
        .. """
        about above access action actions active actual add added adding address adds after against aliases all allow allowed allows almost
        along already also always amount and angle another any appear append apply are around attempt audio author authors average avoid
        back base based because been before begin being below best between binary bind binding block blocks border both bound bucket build
        builder built but call called calling calls can cancel cannot case cases cause cells change changes charge chart chat check checked
        child choice choose client clock close closed code color column columns command comment common compare complex compute console
        contain content context control convert copies copy could count create created creates culture current custom data date deal default
        define defined defines degree degrees delay delete dense density depends derived details digits display divide does domain done dot
        double draw due during dynamic each effect either element else empty enable enabled encode encoded end ends ensure entity entries
        entry equal error errors escaped even event events every exact example except execute exist exists exit express extent extract
        factor factory fail failed fails failure false fast feature fed field fields file files fill filter final find finite first flag
        flags for form format formed forms found free from full fully future generic get gets given greater group groups hand handle handled
        handler has have header headers health help here holds hope host how ignored image import include index indexed indices initial
        inner input inside install instead into invalid invoke item items its join just key keys know known large last later latest law laws
        least left length less level library license lift lifting like limit line lines list listed lists load loading local log logged
        logic long look lookup loop lower made main make makes making managed many map mapped mapping maps marked markup mass master match
        matched matches maximum may mean means media median member members memory merge merged message met method methods might minimum
        missing mode model modify module monitor more most must name named names need needed needs nested never new next norm normal not
        nothing notice now number numbers object objects offset old once one only onto open option options order other our out output
        outside over own owns package padding pair pairs parent part partial parts party pass passed path paths pattern perform period
        permit person persons phase place places point points policy pool pos power present prior process produce product program project
        prompt proper provide public publish purpose put queue raised random range rank rate raw read reader reading reads real reason
        receive record regular related release remote remove removed request require resolve respect result results retain return returns
        right rights round routine row rows rule rules run running safe same scale scheme script search second section see seed segment
        select self sell send sending sent series server service session set sets setting setup shall shape shared shares short should side
        sign signal signed similar simple since single size skip socket solver some sort sorted sorting source sources space span special
        speech spinner square stack start started starts stash state states static status step steps still stop storage store stored stores
        stream string strings style subject success such sum support sure symbol syntax system systems table take taken takes target task
        tasks team terms test tests text than that the their them then there these they third this those three through throws thus time
        timeout timer times title too tool tools top trace tree true try two type types under unique unknown unless until update updated
        updates upon upper usage use used user using valid value values version very via wait want was way well were what when where whether
        which while who whose width will window windows with within without work working works would wrapped write writer writes writing
        written yield you your zero
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All => Known;

    /// <summary>Writes words behind others.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">Which ones.</param>
    public static void Write(StringBuilder text, int count, RandomNumbers random)
    {
        for (var i = 0; i < count; i++)
        {
            if (text.Length > 0)
                text.Append(' ');
            text.Append(Known[random.Below(Known.Length, i)]);
        }
    }

    /// <summary>A text of so many words.</summary>
    public static string Text(int count, RandomNumbers random)
    {
        var text = new StringBuilder(count * 7);
        Write(text, count, random);
        return text.ToString();
    }
}
