// A cluster is several processes: more than two at a time would make each other slow.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
