// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How it is proven that users can work.
 *
 * @param hubUrl base URL of the JupyterHub, null when there is none
 * @param binderUrl base URL of the BinderHub, null when there is none
 * @param buildSpec what to build, such as {@code gh/rekindle/canary/main}, or several with a space between; null to prove no build
 * @param scaleUpGroup the node group that must grow for a pod that does not fit; null to prove no scale-up
 * @param userTokenFile file on the worker's machine with a token of the JupyterHub, by which a cell is run as a user; its contents never
 *     travel; null to run none
 * @param userName how the name of the user begins for whom the cell is run
 * @param userProfile the profile of the user's server, null for the hub's default
 * @param userStorage {@value #KEPT} where a user's files must survive a restart of the server, else they need not
 * @param trustFile file on the worker's machine with authorities in PEM that are trusted beside Java's own; null for none
 * @param certificates {@value #UNCHECKED} to look at no public certificate; null in a run that began before there was this check
 * @param namesService the Service of type LoadBalancer to whose address the names lead, {@code namespace/name}; null for none
 * @param namesAddress the address to which the names lead where no Service tells it, null for none
 * @param namesResolver the resolver that is asked beside the names' own servers, null for the system's
 * @param accessUsername the user by whom a login in front of the hubs lets pass, null where it asks for none
 * @param accessPasswordFile file on the worker's machine with that user's password; its contents never travel
 * @param accessHeaders headers that a login in front of the hubs takes: a line {@code NAME: FILE} for each, with the file on the
 *     worker's machine that holds its value; null for none
 * @param scaleDown how long the node of the scale-up may take to go again, in ISO 8601; null to prove no scale-down
 * @param alertResolved how long the alert that started a run may take to be resolved after the proofs, in ISO 8601; null to wait for none
 * @param userServerName the name of the user's server, null for the one without a name
 * @param userOptions what the spawner of the user's server is given beside the profile, a JSON object; null for nothing
 * @param hubs more hubs of the cluster, each with a name; null for none
 * @param commit makes a commit in the repository of the build, where all that could be built is in the registry; null for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Verification(
        @Nullable String hubUrl,
        @Nullable String binderUrl,
        @Nullable String buildSpec,
        @Nullable String scaleUpGroup,
        @Nullable String userTokenFile,
        @Nullable String userName,
        @Nullable String userProfile,
        @Nullable String userStorage,
        @Nullable String trustFile,
        @Nullable String certificates,
        @Nullable String namesService,
        @Nullable String namesAddress,
        @Nullable String namesResolver,
        @Nullable String accessUsername,
        @Nullable String accessPasswordFile,
        @Nullable String accessHeaders,
        @Nullable String scaleDown,
        @Nullable String alertResolved,
        @Nullable String userServerName,
        @Nullable String userOptions,
        @Nullable List<NamedHub> hubs,
        @Nullable SiteCommand commit) {

    /** What the fleet file says where users' servers have storage. */
    public static final String KEPT = "kept";

    /** What the fleet file says to have no public certificate looked at. */
    public static final String UNCHECKED = "unchecked";

    /** What no user of a person begins with. */
    private static final String CANARY = "rekindle-canary";

    private static final Pattern HOST = Pattern.compile("(?i)https?://([^/:?#]+).*");

    /** Reads it by the keys of the fleet file's {@code verify:}; a key that is not there gives null. */
    public static Verification of(Function<String, @Nullable String> key) {
        return new Verification(
                key.apply("hub"),
                key.apply("binder"),
                key.apply("build"),
                key.apply("scaleUp"),
                key.apply("userServer.tokenFile"),
                key.apply("userServer.name"),
                key.apply("userServer.profile"),
                key.apply("userServer.storage"),
                key.apply("trust"),
                key.apply("certificates"),
                key.apply("names.service"),
                key.apply("names.address"),
                key.apply("names.resolver"),
                key.apply("access.username"),
                key.apply("access.passwordFile"),
                key.apply("access.headerFiles"),
                key.apply("scaleDown"),
                key.apply("alertResolved"),
                key.apply("userServer.serverName"),
                key.apply("userServer.options"),
                null,
                null);
    }

    /** The same, with more hubs. */
    public Verification with(List<NamedHub> more) {
        return changed(buildSpec, more.isEmpty() ? null : List.copyOf(more), commit);
    }

    /** The same, with a command that makes a commit for each build. */
    public Verification committing(SiteCommand command) {
        List<NamedHub> each = hubs == null
                ? null
                : hubs.stream()
                        .map(hub -> new NamedHub(hub.name(), hub.verification().committing(command)))
                        .toList();
        return changed(buildSpec, each, command);
    }

    /** Every hub of the cluster by itself: first the one without a name where there is one, then the others. */
    public List<NamedHub> everyHub() {
        List<NamedHub> every = new ArrayList<>();
        if (hubUrl != null || binderUrl != null || hubs == null) {
            every.add(new NamedHub("", changed(buildSpec, null, commit)));
        }
        if (hubs != null) {
            every.addAll(hubs);
        }
        return List.copyOf(every);
    }

    /** Whether anything is to be proven beside the nodes. */
    public boolean asksForProof() {
        return namesAHub() || scaleUpGroup != null;
    }

    /** Whether a cell is to be run as a user does, in each hub: nothing less proves that users can work. */
    public boolean asksForACell() {
        return namesAHub()
                && everyHub().stream()
                        .map(NamedHub::verification)
                        .filter(Verification::namesAHub)
                        .allMatch(hub -> hub.asksForAUserServer() || hub.asksForABuild());
    }

    /** Whether a cell is to be run in the server of a user of the JupyterHub. */
    public boolean asksForAUserServer() {
        return hubUrl != null && userTokenFile != null;
    }

    /** Whether a cell is to be run in what the BinderHub builds and launches. */
    public boolean asksForABuild() {
        return binderUrl != null && buildSpec != null;
    }

    /** Whether there is a hub to ask. */
    public boolean namesAHub() {
        return !hubUrls().isEmpty();
    }

    /** Whether a user's files must survive a restart of the server. */
    public boolean keepsFiles() {
        return KEPT.equals(userStorage);
    }

    /** What to build, one after the other until one must be built. */
    public List<String> buildSpecs() {
        if (buildSpec == null) {
            return List.of();
        }
        return List.of(buildSpec.split(" "));
    }

    /** The same, with one thing to build. */
    public Verification building(String spec) {
        return changed(spec, hubs, commit);
    }

    private Verification changed(@Nullable String spec, @Nullable List<NamedHub> more, @Nullable SiteCommand command) {
        return new Verification(
                hubUrl,
                binderUrl,
                spec,
                scaleUpGroup,
                userTokenFile,
                userName,
                userProfile,
                userStorage,
                trustFile,
                certificates,
                namesService,
                namesAddress,
                namesResolver,
                accessUsername,
                accessPasswordFile,
                accessHeaders,
                scaleDown,
                alertResolved,
                userServerName,
                userOptions,
                more,
                command);
    }

    /** The headers that a login in front of the hubs takes, each with the file of its value. */
    public Map<String, String> headerFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        Stream.ofNullable(accessHeaders)
                .flatMap(String::lines)
                .map(line -> line.split(": ", 2))
                .forEach(header -> files.put(header[0], header[1]));
        return files;
    }

    /** One line of what {@link #headerFiles} reads. */
    public static String headerLine(String name, String file) {
        return name + ": " + file;
    }

    /** Whether a login in front of the hubs takes the header in which a JupyterHub takes its token. */
    public boolean accessTakesAuthorization() {
        return accessUsername != null || headerFiles().keySet().stream().anyMatch(Verification::isAuthorization);
    }

    /** Whether it is the header in which a JupyterHub takes its token. */
    public static boolean isAuthorization(String header) {
        return header.equalsIgnoreCase("Authorization");
    }

    /** How long the node of the scale-up may take to go again; for a profile that asks for it. */
    public Duration scaleDownWithin() {
        return Duration.parse(Objects.requireNonNull(scaleDown));
    }

    /** How long the alert may take to be resolved; for a profile that asks for it. */
    public Duration alertResolvedWithin() {
        return Duration.parse(Objects.requireNonNull(alertResolved));
    }

    /** The base URLs of the hubs that there are. */
    public List<String> hubUrls() {
        Stream<String> others =
                Stream.ofNullable(hubs).flatMap(List::stream).flatMap(hub -> hub.verification().hubUrls().stream());
        return Stream.concat(Stream.of(hubUrl, binderUrl).flatMap(Stream::ofNullable), others)
                .distinct()
                .toList();
    }

    /** The host names of these URLs, each once. */
    public List<String> hubHosts() {
        return hubUrls().stream()
                .map(url -> HOST.matcher(url).replaceFirst("$1"))
                .distinct()
                .toList();
    }

    /** The user for whom a run starts a server: its name holds the run's whole id, so no person and no other run has it. */
    public String canary(String runId) {
        return Objects.requireNonNullElse(userName, CANARY) + "-" + runId;
    }
}
