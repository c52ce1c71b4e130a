using AkkaApiBench.Node.Worker.Load;

namespace AkkaApiBench.Node.Tests.Worker;

public sealed class ReservationTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(20, 20)]
    [InlineData(250, 250)]
    public void An_open_loop_reserves_a_second_of_its_load_however_many_may_be_in_flight(double rate, long expected) =>
        new Reservation(100_000, 1000, rate).Next.ShouldBe(expected);

    [Fact]
    public void A_closed_loop_begins_with_all_that_it_can_start_at_once_and_as_many_again()
    {
        var reservation = new Reservation(null, 10, 0);

        reservation.Next.ShouldBe(20);
    }

    [Fact]
    public void A_closed_loop_with_slow_answers_reserves_no_more_than_it_has_in_flight()
    {
        var reservation = new Reservation(null, 10, 0);
        Start(reservation, 10);

        reservation.Learn(0, TimeSpan.FromSeconds(1));
        reservation.Learn(10, TimeSpan.FromSeconds(9));
        Start(reservation, 10);

        reservation.Next.ShouldBe(30);
    }

    [Fact]
    public void A_closed_loop_with_quick_answers_comes_to_reserve_a_second_of_its_load()
    {
        var reservation = new Reservation(null, 2, 0);
        for (var window = 0; window < 100; window++)
        {
            // Each window shorter than what tells a rate.
            Start(reservation, 10);
            reservation.Learn(10, TimeSpan.FromMilliseconds(5));
        }

        reservation.Next.ShouldBe(1000 + 2000);
    }

    [Fact]
    public void Nothing_is_reserved_beyond_what_is_planned()
    {
        var reservation = new Reservation(30, 10, 0);
        Start(reservation, 20);

        reservation.Next.ShouldBe(30);
        reservation.Note(30);
        reservation.Permits.IsClosed.ShouldBeTrue();
        reservation.NotTaken.ShouldBe(10);
    }

    private static void Start(Reservation reservation, int requests)
    {
        reservation.Note(Math.Max(reservation.Permits.Granted, reservation.Permits.Taken + requests));
        for (var request = 0; request < requests; request++)
            reservation.Permits.Take();
    }
}
