package org.idem.train.setup;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.idem.run.HostName;
import org.idem.train.collective.Collective;
import org.idem.train.collective.HierarchicalCollective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.StagedCollective;
import org.idem.train.collective.nccl.Nccl;
import org.idem.train.collective.nccl.NcclCollective;
import org.idem.train.tensor.Device;

/**
 * How the workers of a training exchange tensors, by where they compute; the one place where that is chosen. NCCL where every
 * worker has a card of its own and all processes have the library; else by the processes' memory and copies between cards, and
 * between processes by what joins them.
 *
 * @param members of each worker of this process, by its number in it
 * @param description what was chosen and why, for the log
 */
public record CollectiveChoice(List<Collective> members, String description) implements AutoCloseable {
    public CollectiveChoice {
        members = List.copyOf(members);
    }

    /**
     * Chooses; all processes call it together.
     *
     * @param places where each worker of this process computes
     * @param across joins the processes, and knows the host's memory only
     */
    public static CollectiveChoice of(List<Device> places, Collective across) {
        return of(places, across, Nccl::load);
    }

    static CollectiveChoice of(List<Device> places, Collective across, Supplier<Optional<Nccl>> library) {
        List<InProcessCollective> local = InProcessCollective.create(places.size());
        if (places.stream().allMatch(Device::isHost)) {
            return new CollectiveChoice(
                    HierarchicalCollective.join(local, across), "the host's memory" + between(across));
        }
        List<Collective> byCopies =
                HierarchicalCollective.join(local, across.world() == 1 ? across : new StagedCollective(across));
        boolean own = haveCardsOfTheirOwn(places, across);
        Optional<Nccl> nccl = own && places.size() * across.world() > 1 ? library.get() : Optional.empty();
        if (isEverywhere(nccl.isPresent(), across)) {
            List<Collective> control = HierarchicalCollective.join(local, across);
            return new CollectiveChoice(
                    List.copyOf(nccl.orElseThrow().join(control, places)),
                    "NCCL " + nccl.orElseThrow().version());
        }
        String reason = own ? "NCCL is not installed" : "workers share a card";
        return new CollectiveChoice(byCopies, "copies between cards, since " + reason + between(across));
    }

    private static String between(Collective across) {
        return across.world() == 1 ? "" : ", and MPI between processes";
    }

    /** Whether no two workers, of any process, share a card. */
    private static boolean haveCardsOfTheirOwn(List<Device> places, Collective across) {
        boolean cards = places.stream().allMatch(place -> place.kind() == Device.Kind.CUDA);
        if (!isEverywhere(cards, across)) {
            return false;
        }
        // Containers have names of their own, and cards of their own.
        long machine = Integer.toUnsignedLong(HostName.get().hashCode()) << 16;
        long[] all = across.allGather(
                places.stream().mapToLong(place -> machine + place.index()).toArray());
        return LongStream.of(all).distinct().count() == all.length;
    }

    private static boolean isEverywhere(boolean here, Collective across) {
        return Arrays.stream(across.allGather(new long[] {here ? 1 : 0})).allMatch(there -> there == 1);
    }

    /** Whether what goes from process to process can be rounded: NCCL sums exactly. */
    public boolean canRound() {
        return members.stream().noneMatch(NcclCollective.class::isInstance);
    }

    /** Gives back what was taken of the cards. */
    @Override
    public void close() {
        for (Collective member : members) {
            if (member instanceof NcclCollective nccl) {
                nccl.close();
            }
        }
    }
}
