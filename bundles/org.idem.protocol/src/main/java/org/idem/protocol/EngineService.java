package org.idem.protocol;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.idem.core.InputException;

/**
 * The engine's side of the protocol: reads the one request of this process, has it handled and replies. What is said for
 * people, problems and failures included, goes to standard error.
 */
public final class EngineService {
    private final RequestHandler handler;
    private final PrintStream errors;

    EngineService(RequestHandler handler, PrintStream errors) {
        this.handler = handler;
        this.errors = errors;
    }

    /**
     * Serves this process: takes over its standard streams, so that what libraries print does not pass for a reply.
     *
     * @param arguments what the process was started with
     * @return what the process is to end with
     */
    public static int serve(String[] arguments, RequestHandler handler) {
        PrintStream errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setErr(errors);
        System.setOut(errors);
        try (OutputStream output = new FileOutputStream(FileDescriptor.out)) {
            return new EngineService(handler, errors).serve(arguments, System.in, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Serves one of several processes that do the same work, of which another replies and says what there is to say; what is a
     * defect of the program is logged all the same.
     *
     * @param arguments the file with the request
     * @return what the process is to end with
     */
    public static int serveSilently(String[] arguments, RequestHandler handler) {
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        EngineService service = new EngineService(handler, nobody);
        try {
            Request request = Requests.read(arguments, InputStream.nullInputStream());
            return end(service.handle(request, new ReplyWriter(nobody)), new ReplyWriter(nobody));
        } catch (InputException e) {
            return service.refuse(e).exitCode();
        }
    }

    int serve(String[] arguments, InputStream input, OutputStream output) {
        Request request;
        try {
            request = Requests.read(arguments, input);
        } catch (InputException e) {
            return end(refuse(e), new ReplyWriter(output));
        }
        try (OutputStream replies = request instanceof Request.Train train ? open(train.replies()) : output) {
            ReplyWriter writer = new ReplyWriter(replies);
            return end(handle(request, writer), writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A training goes on though nobody will read its replies: its status and log tell the same. */
    private OutputStream open(Path replies) {
        try {
            return Files.newOutputStream(replies);
        } catch (IOException e) {
            errors.println("Cannot write " + replies + ": " + e.getMessage());
            return OutputStream.nullOutputStream();
        }
    }

    private static int end(Reply.End end, ReplyWriter replies) {
        replies.write(end);
        return end.exitCode();
    }

    private Reply.End handle(Request request, ReplyWriter progress) {
        try {
            Reply.End end = handler.handle(request, progress);
            if (end instanceof Reply.Failure failure) {
                errors.println(failure.message());
            }
            return end;
        } catch (InputException e) {
            return refuse(e);
        } catch (CancellationException e) {
            errors.println("Cancelled");
            return new Reply.Cancelled();
        } catch (UncheckedIOException e) {
            String message = e.getMessage() + ": " + e.getCause();
            errors.println(message);
            return new Reply.Failure(message);
        } catch (RuntimeException | Error e) {
            System.getLogger(EngineService.class.getName()).log(System.Logger.Level.ERROR, e.getMessage(), e);
            return new Reply.Failure(String.valueOf(e.getMessage() == null ? e : e.getMessage()));
        }
    }

    private Reply.End refuse(InputException refused) {
        errors.println(refused.getMessage());
        return new Reply.ProblemReport(refused.problems());
    }
}
