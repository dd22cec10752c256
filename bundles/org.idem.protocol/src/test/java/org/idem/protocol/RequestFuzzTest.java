package org.idem.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.fuzz.FuzzTarget;
import org.idem.fuzz.Fuzzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged request is refused by the name of its file. */
class RequestFuzzTest {
    @TempDir
    private Path folder;

    @Test
    void damagedRequests() {
        Request request = new Request.Verify(
                Path.of("/runs/a"), "latest", List.of(Path.of("lfw.bin"), Path.of("cfp.bin")), Path.of("/runs/a/eval"));
        byte[] sound = Requests.format(request).getBytes(StandardCharsets.UTF_8);
        FuzzTarget target =
                new FuzzTarget("request", Map.of("request.json", sound), List.of(InputException.class), read -> {
                    String file = read.resolve("request.json").toString();
                    Requests.read(new String[] {file}, InputStream.nullInputStream());
                });
        assertEquals(List.of(), new Fuzzer(folder, 12).run(target, 600));
    }
}
