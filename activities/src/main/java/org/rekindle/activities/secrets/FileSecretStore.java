// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.secrets;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Keeps secrets as files in one folder: folders 0700, files 0600. The reference is the path inside the folder.
 *
 * <p>Properties: a file appears whole or not at all; no name leads out of the folder, neither by {@code ..} nor through a
 * symbolic link; a folder that others can enter is not used.
 */
public final class FileSecretStore implements SecretStore {

    /** A segment starts with a letter or digit, which rules out {@code .}, {@code ..} and our own temporary files. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}(/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){0,7}");

    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    /** A store in the given folder, which is made when the first secret is put. */
    public FileSecretStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String put(String name, byte[] content) {
        Path target = path(name);
        try {
            List<Path> folders = foldersOf(target);
            makeFolders(folders);
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw Failures.of(
                        FailureCode.REFUSED, "Secret " + name + " cannot be kept: " + target + " is a folder.");
            }
            Path draft = Files.createTempFile(folders.get(folders.size() - 1), ".draft-", "", attribute(OWNER_FILE));
            try {
                writeDurably(draft, content);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
            return name;
        } catch (IOException e) {
            throw unavailable("kept", name, e);
        }
    }

    @Override
    public byte[] read(String reference) {
        Path file = file(reference);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unavailable("read", reference, e);
        }
    }

    @Override
    public Path file(String reference) {
        Path file = path(reference);
        if (!exists(reference)) {
            throw Failures.of(FailureCode.NOT_FOUND, "There is no secret " + reference + " in " + folder + ".");
        }
        return file;
    }

    @Override
    public boolean exists(String reference) {
        Path file = path(reference);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && safeFolders(foldersOf(file));
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "\"" + name
                            + "\" cannot name a secret: use segments of letters, digits, '.', '_' and '-' joined by '/',"
                            + " each starting with a letter or digit.");
        }
        return folder.resolve(name);
    }

    /** The folders that lead to a file, the store's own first. */
    private List<Path> foldersOf(Path file) {
        List<Path> folders = new ArrayList<>(List.of(folder));
        Path inside = folder.relativize(file);
        for (int depth = 1; depth < inside.getNameCount(); depth++) {
            folders.add(folder.resolve(inside.subpath(0, depth)));
        }
        return folders;
    }

    private void makeFolders(List<Path> folders) throws IOException {
        Path above = folder.getParent();
        if (above != null) {
            // The state folder, which others have no business in either.
            Files.createDirectories(above, attribute(OWNER_FOLDER));
        }
        for (Path wanted : folders) {
            makeFolder(wanted);
        }
        safeFolders(folders);
    }

    private static void makeFolder(Path wanted) throws IOException {
        if (!Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
            // Another thread may be making it too; createDirectories does not mind.
            Files.createDirectories(wanted, attribute(OWNER_FOLDER));
        }
    }

    /** Whether the folders are there; one that others can enter is refused with its cure. */
    private static boolean safeFolders(List<Path> folders) {
        for (Path current : folders) {
            if (!Files.isDirectory(current, LinkOption.NOFOLLOW_LINKS)) {
                if (Files.exists(current, LinkOption.NOFOLLOW_LINKS)) {
                    throw Failures.of(
                            FailureCode.MISCONFIGURED,
                            "The secret store needs a folder at " + current
                                    + ", but there is a file or a symbolic link: move it away.");
                }
                return false;
            }
            try {
                if (!OWNER_FOLDER.containsAll(Files.getPosixFilePermissions(current, LinkOption.NOFOLLOW_LINKS))) {
                    throw Failures.of(
                            FailureCode.MISCONFIGURED,
                            "Others can enter " + current + ", which holds secrets: run chmod 700 " + current + ".");
                }
            } catch (IOException e) {
                throw unavailable("looked for", current.toString(), e);
            }
        }
        return true;
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }

    private static ApplicationFailure unavailable(String what, String name, IOException cause) {
        return Failures.of(
                FailureCode.UNAVAILABLE,
                "Secret " + name + " cannot be " + what + ": "
                        + cause.getClass().getSimpleName() + " " + cause.getMessage());
    }
}
