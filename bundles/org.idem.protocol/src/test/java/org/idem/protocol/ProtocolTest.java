package org.idem.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolTest {
    private static final InputContract INPUT =
            new InputContract(112, "bgr", List.of(0.5, 0.5, 0.5), List.of(0.5, 0.25, 0.5), InputContract.OPTION);
    private static final ModelSource MODEL = new ModelSource(
            Path.of("/w.pt"),
            "latest",
            false,
            "IResNet50",
            new InputOptions(112, "bgr", List.of(0.5), List.of(0.5, 0.25, 0.5)));

    private static final Problem PROBLEM = new Problem(
            Problem.Severity.ERROR,
            Path.of("/a b/人脸:1.yaml"),
            7,
            3,
            "Model.name",
            "No \"such\"\nmodel",
            "give another");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private record Answer(int exitCode, List<Reply> replies) {
        Reply last() {
            return replies.get(replies.size() - 1);
        }
    }

    private Answer ask(String input, RequestHandler handler, String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        EngineService service = new EngineService(handler, new PrintStream(errors, true, StandardCharsets.UTF_8));
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        int exitCode = service.serve(arguments, new ByteArrayInputStream(bytes), output);
        return new Answer(exitCode, replies(output.toString(StandardCharsets.UTF_8)));
    }

    private static List<Reply> replies(String text) {
        return text.lines().map(Replies::parse).flatMap(Optional::stream).toList();
    }

    private static Request.Verify verify(Path... sets) {
        return new Request.Verify(Path.of("/runs/人"), "best", List.of(sets), Path.of("/runs/人/eval"));
    }

    private static List<Reply> everyReply() {
        return List.of(
                new Reply.ProgressReport(0.25, "a quarter"),
                new Reply.ProblemReport(List.of(PROBLEM, Problem.error(null, "", "no file", ""))),
                new Reply.Failure("the reason"),
                new Reply.Cancelled(),
                new Reply.Trained(true, 40),
                new Reply.Verified(
                        Path.of("/c"),
                        9,
                        INPUT,
                        List.of(new EvaluationFigures("lfw", Path.of("/e.json"), 6000, 0.5, Double.NaN))),
                new Reply.Embedded(
                        Path.of("/e.npy"),
                        5_000_000_000L,
                        512,
                        INPUT,
                        List.of(new SkippedImage("7", "half-jpeg", "the data stop early"))),
                new Reply.Diagnosed(Path.of("/f.json"), Path.of("/c"), INPUT, List.of("a note")),
                new Reply.Compared(0.25, true, 0.5, null, "", INPUT),
                new Reply.Exported(Path.of("/m x.onnx"), new ParityFigures(256, 0.99, 1e-7)));
    }

    @Test
    void whatIsWrittenIsRead() {
        for (Reply reply : everyReply()) {
            String line = Replies.format(reply);
            assertEquals(1, line.lines().count(), line);
            assertEquals(Optional.of(reply), Replies.parse(line));
        }
        List<Request> requests = List.of(
                new Request.Train(Path.of("/r"), true, folder.resolve("replies")),
                verify(Path.of("/a.bin"), Path.of("/b c.bin")),
                new Request.Verify(MODEL, List.of(Path.of("/a.bin")), Path.of("/eval")),
                new Request.Embed(MODEL, List.of(Path.of("/人.jpg")), Path.of("/e.csv"), true, false, true),
                new Request.Diagnose(
                        MODEL,
                        Path.of("/s"),
                        null,
                        null,
                        Path.of("/f.json"),
                        new DiagnosisLimits(0.5, null, null, null, 9)),
                new Request.Compare(MODEL, Path.of("/a.jpg"), Path.of("/b.jpg"), 1e-4, null),
                new Request.Export(Path.of("/r"), "12", true, Path.of("/m.onnx"), false));
        for (Request request : requests) {
            List<Request> asked = new ArrayList<>();
            ask(Requests.format(request), (one, progress) -> {
                asked.add(one);
                return new Reply.Cancelled();
            });
            assertEquals(List.of(request), asked);
        }
    }

    @Test
    void aLineThatIsNoReplyIsSomebodyElses() {
        for (String line : List.of(
                "",
                "libtorch says hello",
                "{\"fraction\":1}",
                "{\"protocol\":1",
                "{\"protocol\":1}",
                "{\"protocol\":1,\"reply\":null}",
                "{\"protocol\":1,\"reply\":{\"type\":\"dance\"}}",
                "{\"protocol\":1,\"reply\":{\"type\":\"exported\"}}",
                "{\"protocol\":1,\"reply\":[1]}")) {
            assertEquals(Optional.empty(), Replies.parse(line), line);
        }
    }

    @Test
    void fieldsOfALaterVersionAreTolerated() {
        String later =
                Replies.format(new Reply.Trained(false, 3)).replace("\"step\":3", "\"step\":3,\"mood\":{\"good\":1}");
        assertEquals(Optional.of(new Reply.Trained(false, 3)), Replies.parse(later));
        String request = Requests.format(verify(Path.of("/a"))).replace("\"run\":", "\"tone\":\"polite\",\"run\":");
        assertEquals(
                0, ask(request, (one, progress) -> new Reply.Trained(false, 1)).exitCode());
    }

    @Test
    void everyEndCrossesWithItsExitCode() {
        String request = Requests.format(verify(Path.of("/a")));
        Answer done = ask(request, (one, progress) -> new Reply.Trained(false, 3));
        assertEquals(new Answer(0, List.of(new Reply.Trained(false, 3))), done);
        Answer refused = ask(request, (one, progress) -> {
            throw new InputException(PROBLEM);
        });
        assertEquals(new Answer(2, List.of(new Reply.ProblemReport(List.of(PROBLEM)))), refused);
        Answer cancelled = ask(request, (one, progress) -> {
            throw new CancellationException();
        });
        assertEquals(new Answer(130, List.of(new Reply.Cancelled())), cancelled);
        Answer broken = ask(request, (one, progress) -> {
            throw new UncheckedIOException("Cannot read x", new IOException("gone"));
        });
        assertEquals(1, broken.exitCode());
        assertTrue(
                assertInstanceOf(Reply.Failure.class, broken.last()).message().contains("gone"));
        Answer defect = ask(request, (one, progress) -> {
            throw new IllegalStateException("a defect");
        });
        assertEquals(new Answer(1, List.of(new Reply.Failure("a defect"))), defect);
        assertTrue(errors.toString(StandardCharsets.UTF_8).contains("Model.name"), "people read it too");
    }

    @Test
    void aRequestThatIsNotUnderstoodIsRefused() throws IOException {
        Path file =
                Files.writeString(folder.resolve("request.json"), "{\"protocol\":1,\"request\":{\"type\":\"dance\"}}");
        RequestHandler never = (one, progress) -> {
            throw new AssertionError(one);
        };
        List<Answer> refused = List.of(
                ask("", never),
                ask("no JSON", never),
                ask("{\"protocol\":1,\"request\":{\"type\":\"verify\"", never),
                ask("{\"protocol\":99,\"request\":{\"type\":\"cancel\"}}", never),
                ask("", never, file.toString()),
                ask("", never, folder.resolve("none").toString()),
                ask("", never, "two", "words"));
        for (Answer answer : refused) {
            assertEquals(2, answer.exitCode());
            Problem problem = assertInstanceOf(Reply.ProblemReport.class, answer.last())
                    .problems()
                    .get(0);
            assertEquals("request", problem.key());
            assertFalse(problem.remedy().isEmpty());
        }
    }

    @Test
    void aTrainingRepliesToItsFile() throws IOException {
        Path replies = folder.resolve("replies.jsonl");
        Path file = folder.resolve("request.json");
        Files.writeString(file, Requests.format(new Request.Train(folder, true, replies)));
        Answer answer = ask("", (one, progress) -> new Reply.Trained(true, 8), file.toString());
        assertEquals(new Answer(0, List.of()), answer);
        assertEquals(List.of(new Reply.Trained(true, 8)), replies(Files.readString(replies)));
        Files.writeString(file, Requests.format(new Request.Train(folder, true, folder.resolve("no/such/folder"))));
        assertEquals(
                0,
                ask("", (one, progress) -> new Reply.Trained(true, 8), file.toString())
                        .exitCode());
    }

    @Test
    void progressIsReportedAFewTimesASecondAndEndsWithItsReader() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = new ReplyWriter(bytes);
        for (int i = 0; i < 1000; i++) {
            progress.report(0.5, () -> "half");
        }
        int reports = replies(bytes.toString(StandardCharsets.UTF_8)).size();
        assertTrue(reports >= 1 && reports < 1000, reports + " reports");
        assertFalse(progress.isCancelled());
        ReplyWriter unread = new ReplyWriter(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        unread.report(0, () -> "");
        assertTrue(unread.isCancelled());
    }
}
