package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.ui.IEditorReference;
import org.idem.ui.start.OpenEditors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Editors come back after the process of the workbench was killed. */
@ExtendWith(LoggedErrors.class)
class OpenEditorsTest {
    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    private List<String> titles() {
        return Arrays.stream(workplace.page().getEditorReferences())
                .map(IEditorReference::getTitle)
                .sorted()
                .toList();
    }

    private static boolean contains(Path file, String words) {
        try {
            return Files.exists(file) && Files.readString(file).contains(words);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whatWasOpenIsOpenedAgainOnceAndInFront() {
        Path file = folder.resolve("editors.xml");
        OpenEditors killed = new OpenEditors(workplace.page(), file);
        killed.begin();
        workplace.edit("finished");
        workplace.edit("halted");
        workplace.edit("finished");
        List<String> before = titles();
        Pump.until("they are kept", () -> contains(file, "-halted") && contains(file, "-finished"));
        workplace.page().removePartListener(killed);
        workplace.page().closeAllEditors(false);
        workplace.edit("halted");
        OpenEditors next = new OpenEditors(workplace.page(), file);
        next.begin();
        assertEquals(before, titles());
        assertEquals(
                workplace.run("finished").name(),
                workplace.page().getActiveEditor().getTitle());
        next.end();
        assertFalse(Files.exists(file), "the platform keeps them from here on");
    }

    @Test
    void aTornFileAndRunsThatAreGoneAreNoReasonToFail() throws IOException {
        Path file = folder.resolve("editors.xml");
        Files.writeString(file, "<?xml version=\"1.0\"?><editors><editor id=\"org.idem.ui.editor.run\" fac");
        OpenEditors torn = new OpenEditors(workplace.page(), file);
        torn.begin();
        torn.end();
        Files.writeString(
                file,
                "<?xml version=\"1.0\"?><editors><editor id=\"org.idem.ui.editor.run\""
                        + " factory=\"org.idem.ui.runInputFactory\" active=\"true\"><input"
                        + " path=\"/gone\"/></editor></editors>");
        OpenEditors gone = new OpenEditors(workplace.page(), file);
        gone.begin();
        gone.end();
        assertEquals(List.of(), titles());
    }
}
