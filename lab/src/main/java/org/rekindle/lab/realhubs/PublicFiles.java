// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.ShortCommand;

/** What is public around the clusters and outlives each: the zone and the certificate of the public names, and repositories of code. */
public final class PublicFiles {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final List<String> SHARED =
            List.of("public.crt", "public.key", "public-authority.crt", "git", "zone");

    private final Path folder;

    private PublicFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the certificate.
     *
     * @throws org.rekindle.lab.process.ProcessFailure with the cure where this machine cannot have real hubs
     */
    public static PublicFiles make(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("git"));
        PublicFiles made = new PublicFiles(folder);
        made.run("make the certificate of the public names", "public");
        return made;
    }

    /** Those of a plane that is a cluster of its own. */
    public static PublicFiles of(Path plane) {
        return new PublicFiles(plane);
    }

    /** A commit that was never built, in {@code http://git.lab.example:8080/canary.git}. */
    public String canary() {
        return String.join("", ChildProcess.tail(run("make a canary", "canary"), 1));
    }

    /** The zone of the public names, which the first plane makes. */
    public PublicZone zone() {
        return new PublicZone(folder.resolve("zone"));
    }

    /** Where they are. */
    Path folder() {
        return folder;
    }

    /** The authority of an operator's own, which signs the registry's certificate and that of {@link #certificate()}. */
    public Path authority() {
        return folder.resolve("public-authority.crt");
    }

    /** The certificate of the public names. */
    public Path certificate() {
        return folder.resolve("public.crt");
    }

    /** Its key: a secret. */
    public Path key() {
        return folder.resolve("public.key");
    }

    /** Has a plane show these. */
    void shareWith(Path plane) throws IOException {
        for (String name : SHARED) {
            Files.createSymbolicLink(plane.resolve(name), folder.resolve(name));
        }
    }

    /**
     * Makes {@code expired.crt} and {@code expired.key}, for the same names, which the same authority signed and which has expired.
     *
     * @return their folder
     */
    public Path makeExpired() {
        run("make a certificate that has expired", "expired");
        return folder;
    }

    private Path run(String what, String program) {
        Path log = folder.resolve(program + ".log");
        ShortCommand.run(what, List.of(HubPrograms.of(program), folder.toString()), Map.of(), log, LONGEST);
        return log;
    }
}
