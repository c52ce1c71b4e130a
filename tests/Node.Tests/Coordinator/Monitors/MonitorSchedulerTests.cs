using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator.Monitors;
using static AkkaApiBench.Node.Tests.Coordinator.Monitors.SampleMonitors;

namespace AkkaApiBench.Node.Tests.Coordinator.Monitors;

/// <summary>The scheduler by a clock that the tests move.</summary>
public sealed class MonitorSchedulerTests : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    private readonly TestProbe _coordinator;
    private readonly TestProbe _listener;
    private IActorRef _scheduler;

    public MonitorSchedulerTests()
        : base("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
    {
        (_coordinator, _listener) = (CreateTestProbe(), CreateTestProbe());
        _scheduler = Start();
    }

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void A_monitor_fires_when_it_is_due_and_not_before()
    {
        Save("* * * * *");
        Pass(UntilNextMinute() - TimeSpan.FromSeconds(1));
        History().ShouldBeEmpty();

        Pass(TimeSpan.FromSeconds(2));

        var asked = _coordinator.ExpectMsg<SubmitRun>(Patience);
        var firing = History().ShouldHaveSingleItem();
        (firing.Status, firing.Run, asked.Monitor).ShouldBe((FiringStatus.Running, asked.Run, Id));
        firing.Due.ShouldBe(new DateTimeOffset(Clock.Now.UtcDateTime.AddSeconds(-1), TimeSpan.Zero), tolerance: TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_firing_waits_for_nobody_but_the_run_before_it()
    {
        Save("* * * * *");
        Pass(UntilNextMinute());
        Accept();

        Pass(OneMinute);
        _listener.FishForMessage<FiringSkipped>(skipped => skipped.Reason is SkipReason.Overlap, Patience);
        History().Select(firing => firing.Status).ShouldBe([FiringStatus.Skipped, FiringStatus.Running]);
        _coordinator.FishForMessage<WatchRun>(_ => true, Patience);
    }

    [Fact]
    public void A_run_that_was_removed_makes_room_for_the_next_firing()
    {
        Save("* * * * *");
        Pass(UntilNextMinute());
        var first = Accept();
        _scheduler.Tell(new RunNotFound(first.Run));
        History().ShouldHaveSingleItem().Status.ShouldBe(FiringStatus.Cancelled);

        Pass(OneMinute);

        Accept().Run.ShouldNotBe(first.Run);
    }

    [Fact]
    public async Task A_scheduler_that_dies_before_its_run_is_accepted_asks_again_for_the_same_one()
    {
        Save("* * * * *");
        Pass(UntilNextMinute());
        var asked = _coordinator.ExpectMsg<SubmitRun>(Patience);

        await _scheduler.GracefulStop(Patience);
        _scheduler = Start();

        var again = _coordinator.ExpectMsg<SubmitRun>(Patience);
        (again.Run, again.IdempotencyKey).ShouldBe((asked.Run, asked.IdempotencyKey));
        again.IdempotencyKey.ShouldNotBeNull();
        History().ShouldHaveSingleItem().Run.ShouldBe(asked.Run);
    }

    [Fact]
    public async Task What_was_due_while_nobody_kept_the_schedule_is_noted()
    {
        Save("* * * * *");
        await _scheduler.GracefulStop(Patience);
        Clock.Advance(UntilNextMinute() + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(30));

        _scheduler = Start();

        var missed = _listener.FishForMessage<FiringsMissed>(_ => true, Patience);
        missed.Count.ShouldBe(10);
        _coordinator.ExpectMsg<SubmitRun>(Patience);
    }

    [Fact]
    public void One_that_is_disabled_does_not_fire()
    {
        Save("* * * * *");
        _scheduler.Tell(new SwitchMonitor(Id, IsEnabled: false, "anna"), TestActor);
        ExpectMsg<MonitorShown>(Patience).Summary.Next.ShouldBeNull();

        for (var minute = 0; minute < 5; minute++)
            Pass(OneMinute);

        History().ShouldBeEmpty();
        _listener.FishForMessage<MonitorStopped>(_ => true, Patience);
    }

    private IActorRef Start()
    {
        var (listener, clock) = (_listener, new Time(Clock));
        var settings = new MonitorSettings(_coordinator, notice => listener.Tell(notice), clock);
        return Sys.ActorOf(Props.Create(() => new MonitorScheduler(settings)));
    }

    private void Save(string cron)
    {
        _scheduler.Tell(new SaveMonitor(Id, Spec(cron), MustBeNew: true, Revision: null, "anna"), TestActor);
        ExpectMsg<MonitorShown>(Patience);
        // It is done with what it does after the answer when it answers the next question.
        History().ShouldBeEmpty();
    }

    /// <summary>Lets time pass, and waits until the scheduler has done what was due.</summary>
    private void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        History();
    }

    private ImmutableArray<Firing> History()
    {
        _scheduler.Tell(new GetMonitorHistory(Id, 100), TestActor);
        return ExpectMsg<MonitorHistory>(Patience).Firings;
    }

    private SubmitRun Accept()
    {
        var asked = _coordinator.FishForMessage<SubmitRun>(_ => true, Patience);
        _coordinator.Reply(new RunSubmitted(asked.Run, IsNew: true));
        _coordinator.FishForMessage<WatchRun>(watched => watched.Run == asked.Run, Patience);
        return asked;
    }

    private TimeSpan UntilNextMinute() => OneMinute - TimeSpan.FromTicks(Clock.Now.Ticks % OneMinute.Ticks);

    private sealed class Time(TestScheduler clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.Now.ToUniversalTime();
    }
}
