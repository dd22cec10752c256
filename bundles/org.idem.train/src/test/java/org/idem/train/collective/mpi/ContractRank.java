package org.idem.train.collective.mpi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.idem.train.collective.Collective;
import org.idem.train.collective.CollectiveContract;
import org.idem.train.collective.HierarchicalCollective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.StagedCollective;
import org.idem.train.collective.nccl.NcclJoining;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.Test;

/**
 * One of the processes that run the contract together: each is a member, or several with workers, and has all results to
 * judge. Exits with 0 if the contract holds.
 */
public final class ContractRank {
    /** One worker, on a simulated card. */
    private static final int ON_A_CARD = 0;

    private static final int[] USUAL = {1 << 24, 1 << 12};
    /** So few that every operation goes in pieces. */
    private static final int[] SMALL = {41, 0};

    private ContractRank() {}

    public static void main(String[] arguments) {
        MpiProcess process = MpiProcess.start();
        try {
            for (int workers : new int[] {ON_A_CARD, 1, 2}) {
                for (int[] limits : List.of(USUAL, SMALL)) {
                    new Member(process, workers, limits).run();
                }
            }
            requireOneGroup(process);
            String compared = CollectiveContract.onThisThread(
                    process.collective(), c -> RoundedTraining.compare((MpiCollective) c));
            if (process.number() == 0) {
                System.out.println("rounded: " + compared);
            }
            process.end();
            Runtime.getRuntime().halt(0);
        } catch (Exception | Error e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** The id of a group of cards travels by MPI: each process joins once, as its rank, by what rank 0 was given. */
    private static void requireOneGroup(MpiProcess process) {
        String joined = CollectiveContract.onThisThread(process.collective(), NcclJoining::join);
        String expected = process.number() + " of " + process.count() + " by 4040";
        if (!joined.equals(expected)) {
            throw new IllegalStateException(joined + " instead of " + expected);
        }
    }

    /** The contract as one process has it. */
    private static final class Member extends CollectiveContract {
        private final MpiProcess process;
        private final MpiCollective all;
        private final int workers;
        private final int[] limits;

        private Member(MpiProcess process, int workers, int[] limits) {
            this.process = process;
            this.all = process.collective();
            this.workers = workers;
            this.limits = limits;
        }

        private void run() throws Exception {
            List<Method> tests = Arrays.stream(CollectiveContract.class.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();
            for (Method test : tests) {
                test.setAccessible(true);
                test.invoke(this);
                if (process.number() == 0) {
                    System.out.println("held: " + test.getName() + ", " + process.count() + " processes, " + workers
                            + " workers, pieces of " + limits[0]);
                }
            }
        }

        @Override
        protected int[] worlds() {
            int[] worlds = new int[process.count()];
            Arrays.setAll(worlds, i -> (i + 1) * Math.max(1, workers));
            return worlds;
        }

        @Override
        protected float tolerance() {
            return workers <= 1 ? 0f : 1e-6f;
        }

        @Override
        protected <T extends Serializable> List<T> together(int world, Work<T> work) throws Exception {
            int processes = world / Math.max(1, workers);
            boolean takesPart = process.number() < processes;
            MpiCommunicator group = new MpiCommunicator(
                    process.library(), process.library().split(process.library().world(), takesPart ? 0 : 1));
            List<T> own = takesPart ? work(new MpiCollective(group, limits[0], limits[1]), work) : List.of();
            List<T> results = new ArrayList<>();
            for (int root = 0; root < processes; root++) {
                byte[] sent = process.number() == root ? bytes(new ArrayList<>(own)) : null;
                results.addAll(values(all.broadcastObject(sent, root)));
            }
            return results;
        }

        private <T> List<T> work(Collective across, Work<T> work) throws Exception {
            if (workers == ON_A_CARD) {
                return List.of(Device.simulated(0).compute(() -> onThisThread(new StagedCollective(across), work)));
            }
            if (workers == 1) {
                return List.of(onThisThread(across, work));
            }
            return onThreads(HierarchicalCollective.join(InProcessCollective.create(workers), across), work);
        }

        private static byte[] bytes(ArrayList<?> values) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(values);
            }
            return bytes.toByteArray();
        }

        @SuppressWarnings("unchecked")
        private static <T> List<T> values(byte[] bytes) throws IOException, ClassNotFoundException {
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                return (List<T>) in.readObject();
            }
        }
    }
}
