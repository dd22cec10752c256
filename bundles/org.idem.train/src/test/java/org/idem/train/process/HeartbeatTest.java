package org.idem.train.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.idem.run.RankHeartbeat;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    /** Less than the second between two heartbeats. */
    private static final Duration HASTY = Duration.ofMillis(300);

    private static final List<RankHeartbeat> MEMBERS = List.of(
            new RankHeartbeat(0, "a", 10, Instant.EPOCH),
            new RankHeartbeat(1, "b", 11, Instant.EPOCH),
            new RankHeartbeat(2, "c", 12, Instant.EPOCH));

    private record Failure(int rank, boolean gone, String reason) {}

    private final BlockingQueue<Failure> ofServer = new LinkedBlockingQueue<>();
    private final BlockingQueue<Failure> ofSecond = new LinkedBlockingQueue<>();

    private static RankFailureHandler into(BlockingQueue<Failure> queue) {
        return (rank, gone, reason) -> queue.add(new Failure(rank, gone, reason));
    }

    private static Failure next(BlockingQueue<Failure> queue) throws Exception {
        Failure failure = queue.poll(20, TimeUnit.SECONDS);
        assertTrue(failure != null, "nobody was told");
        return failure;
    }

    private HeartbeatServer server(Duration silence) {
        return new HeartbeatServer(
                MEMBERS, Clock.systemUTC(), silence, new HangDetector(Duration.ofSeconds(1)), into(ofServer));
    }

    private HeartbeatClient client(int rank, HeartbeatAddress address) throws IOException {
        return new HeartbeatClient(
                rank, MEMBERS.get(0), address, PATIENT, rank == 2 ? into(ofSecond) : into(new LinkedBlockingQueue<>()));
    }

    @Test
    void whatOneRankFailsOfAllOthersLearn() throws Exception {
        try (HeartbeatServer server = server(PATIENT);
                HeartbeatClient first = client(1, server.address());
                HeartbeatClient second = client(2, server.address())) {
            assertNotNull(second);
            first.fail("the disk\nis full");
            Failure failure = new Failure(1, false, "rank 1 (process 11 on b) failed: the disk; is full");
            assertEquals(failure, next(ofServer));
            assertEquals(failure, next(ofSecond));
            assertTrue(server.heartbeats().get(2).time().isAfter(Instant.EPOCH));
        }
    }

    @Test
    void whoComesAfterAFailureLearnsOfIt() throws Exception {
        try (HeartbeatServer server = server(PATIENT)) {
            server.fail("no room");
            try (HeartbeatClient second = client(2, server.address())) {
                assertNotNull(second);
                assertEquals(0, next(ofSecond).rank());
            }
        }
    }

    @Test
    void aRankThatSaysNothingHangs() throws Exception {
        try (HeartbeatServer server = server(HASTY);
                HeartbeatClient first = client(1, server.address())) {
            assertNotNull(first);
            Failure failure = next(ofServer);
            assertEquals(1, failure.rank());
            assertTrue(failure.gone());
            assertTrue(failure.reason().startsWith("rank 1 (process 11 on b) hangs"), failure.reason());
        }
    }

    private static WorkerProgress inThirdStep(int worker, int operations) {
        WorkerProgress progress = new WorkerProgress(worker);
        for (int step = 0; step < 2; step++) {
            progress.beginStep(step);
            progress.endStep();
        }
        progress.beginStep(2);
        for (int i = 0; i < operations; i++) {
            progress.beginOperation();
        }
        return progress;
    }

    @Test
    void aWorkerThatStandsStillIsToldThoughItsProcessBeats() throws Exception {
        try (HeartbeatServer server = server(PATIENT);
                HeartbeatClient first = client(1, server.address());
                HeartbeatClient second = client(2, server.address())) {
            server.watch(List.of(inThirdStep(0, 5)));
            first.watch(List.of(inThirdStep(1, 5), inThirdStep(2, 4)));
            second.watch(List.of(inThirdStep(3, 5)));
            Failure failure = next(ofServer);
            assertEquals(1, failure.rank());
            assertTrue(
                    failure.reason()
                            .startsWith("rank 1 (process 11 on b) hangs: worker 2 has done nothing in step 3 for "),
                    failure.reason());
            assertEquals(failure, next(ofSecond));
        }
    }

    @Test
    void whoLeavesAfterItsWorkIsNotMissed() throws Exception {
        try (HeartbeatServer server = server(PATIENT);
                HeartbeatClient second = client(2, server.address())) {
            client(1, server.address()).close();
            second.fail("last");
            assertEquals(2, next(ofServer).rank());
        }
    }

    @Test
    void strangersAreNotTaken() throws Exception {
        try (HeartbeatServer server = server(PATIENT)) {
            HeartbeatAddress address = server.address();
            HeartbeatAddress guessed = new HeartbeatAddress(List.of("127.0.0.1"), address.port(), "guess");
            IOException refused = assertThrows(IOException.class, () -> client(1, guessed));
            assertTrue(refused.getMessage().contains("rank 0 (process 10 on a) cannot be reached"));
        }
    }
}
