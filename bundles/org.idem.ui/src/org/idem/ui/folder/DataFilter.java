package org.idem.ui.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.core.filesystem.IFileInfo;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.filtermatchers.AbstractFileInfoMatcher;
import org.eclipse.core.runtime.IPath;

/**
 * Matches what must not become a workspace resource: hidden files, folders of runs, images, and folders of images. Of a
 * folder of many identities only the first few are looked into; the rest are taken to be like them.
 */
public final class DataFilter extends AbstractFileInfoMatcher {
    /** Id of the extension. */
    static final String ID = "org.idem.ui.dataFilter";

    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "bmp", "webp");
    private static final int ENTRIES_LOOKED_AT = 8;
    private static final int IMAGE_FOLDERS_LOOKED_AT = 16;

    private final Map<IPath, Integer> imageFolders = new HashMap<>();

    @Override
    public void initialize(IProject project, Object arguments) {
        imageFolders.clear();
    }

    @Override
    public synchronized boolean matches(IContainer parent, IFileInfo info) {
        String name = info.getName();
        if (name.startsWith(".") || isImage(name) || (name.equals("runs") && info.isDirectory())) {
            return true;
        }
        IPath location = parent.getLocation();
        return info.isDirectory() && location != null && isClosed(location, name);
    }

    private boolean isClosed(IPath parent, String name) {
        int seen = imageFolders.getOrDefault(parent, 0);
        if (seen >= IMAGE_FOLDERS_LOOKED_AT) {
            return true;
        }
        Path folder = parent.toPath().resolve(name);
        if (Files.isRegularFile(folder.resolve("status.json"))) {
            return true;
        }
        if (holdsImages(folder)) {
            imageFolders.put(parent, seen + 1);
            return true;
        }
        return false;
    }

    private static boolean holdsImages(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            int looked = 0;
            for (Path entry : entries) {
                if (isImage(entry.getFileName().toString())) {
                    return true;
                }
                if (++looked >= ENTRIES_LOOKED_AT) {
                    return false;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static boolean isImage(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && IMAGES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
