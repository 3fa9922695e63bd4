// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.CommandStep;
import org.rekindle.workflows.model.fleet.DeployStep;
import org.rekindle.workflows.model.fleet.DesignateProvider;
import org.rekindle.workflows.model.fleet.DnsProvider;
import org.rekindle.workflows.model.fleet.HelmStep;
import org.rekindle.workflows.model.fleet.HumanStep;
import org.rekindle.workflows.model.fleet.NamesStep;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.RepositoryAccess;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;
import org.rekindle.workflows.model.fleet.SiteCommand;
import tools.jackson.databind.JsonNode;

/** Makes the steps of {@code deploy:} and {@code handOff:} from a fleet file without faults. */
final class DeployMaker {

    private static final String USUAL_TIMEOUT = "10m";

    /** A person sets records, and resolvers keep the old ones for as long as they were told. */
    private static final String NAMES_TIMEOUT = "4h";

    private static final int DNS_PORT = 53;
    private static final String USUAL_ALGORITHM = "hmac-sha256";

    private final PathResolver places;

    DeployMaker(PathResolver places) {
        this.places = places;
    }

    List<DeployStep> steps(JsonNode steps) {
        return steps.valueStream().map(this::step).toList();
    }

    List<SiteCommand> handOff(JsonNode steps) {
        return steps.valueStream().map(step -> command(step.path("command"))).toList();
    }

    private DeployStep step(JsonNode step) {
        String kind = step.propertyNames().iterator().next();
        JsonNode keys = step.path(kind);
        return switch (kind) {
            case "helm" -> new HelmStep(release(keys));
            case "command" -> new CommandStep(command(keys));
            case "human" ->
                new HumanStep(keys.path("name").asString(), keys.path("text").asString());
            case "names" ->
                new NamesStep(
                        keys.path("name").asString(),
                        Durations.parse(keys.path("timeout").asString(NAMES_TIMEOUT)),
                        provider(keys.path("set")),
                        askAfter(keys.path("askAfter")));
            default -> throw new IllegalStateException("The schema lets a step of the kind " + kind + " pass");
        };
    }

    private static Duration askAfter(JsonNode time) {
        return time.isString() ? Durations.parse(time.stringValue()) : Duration.ZERO;
    }

    private @Nullable DnsProvider provider(JsonNode set) {
        if (!set.isObject()) {
            return null;
        }
        String kind = set.propertyNames().iterator().next();
        JsonNode keys = set.path(kind);
        List<String> within = YamlTree.texts(keys.path("within"));
        return switch (kind) {
            case "rfc2136" ->
                new Rfc2136Provider(
                        keys.path("server").asString(),
                        keys.path("port").asInt(DNS_PORT),
                        keys.path("zone").asString(),
                        keys.path("keyName").asString(),
                        keys.path("algorithm").asString(USUAL_ALGORITHM),
                        places.resolve(keys.path("secretFile").asString()).toString(),
                        within);
            case "designate" -> new DesignateProvider(within);
            default -> throw new IllegalStateException("The schema lets records be set by " + kind);
        };
    }

    SiteCommand command(JsonNode command) {
        return new SiteCommand(
                command.path("name").asString(),
                program(YamlTree.texts(command.path("run"))),
                places.resolve(command.path("folder").asString(".")).toString(),
                YamlTree.texts(command.path("environment")),
                timeout(command),
                program(YamlTree.texts(command.path("done"))));
    }

    /** A program with a slash in it is a file beside the fleet file; any other is looked for by {@code PATH}. */
    private List<String> program(List<String> command) {
        if (command.isEmpty() || !command.get(0).contains("/")) {
            return command;
        }
        return Stream.concat(
                        Stream.of(places.resolve(command.get(0)).toString()),
                        command.stream().skip(1))
                .toList();
    }

    private Release release(JsonNode release) {
        String chart = release.path("chart").asString();
        String repository = text(release.path("repository"));
        return new Release(
                release.path("name").asString(),
                release.path("namespace").asString(),
                chart(chart, repository),
                text(release.path("version")),
                repository,
                YamlTree.texts(release.path("values")).stream()
                        .map(values -> places.resolve(values).toString())
                        .toList(),
                timeout(release),
                repositoryAccess(release.path("repositoryCredentials")));
    }

    /** Without a repository it is a folder or archive of this machine. */
    private String chart(String chart, @Nullable String repository) {
        if (repository != null) {
            return chart;
        }
        return places.resolve(chart).toString();
    }

    private static Duration timeout(JsonNode step) {
        return Durations.parse(step.path("timeout").asString(USUAL_TIMEOUT));
    }

    private @Nullable RepositoryAccess repositoryAccess(JsonNode credentials) {
        if (!credentials.isObject()) {
            return null;
        }
        return new RepositoryAccess(
                credentials.path("username").asString(),
                places.resolve(credentials.path("passwordFile").asString()).toString());
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
