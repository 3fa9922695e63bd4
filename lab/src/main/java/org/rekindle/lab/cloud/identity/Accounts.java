// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.LabClock;

/** The projects, users and application credentials of the cloud. */
public final class Accounts {

    private final List<Account.Project> projects = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final Set<String> revokedCredentials = ConcurrentHashMap.newKeySet();

    private final LabClock clock;
    private final Instant begun;

    public Accounts(CloudFixture world, LabClock clock) {
        this.clock = clock;
        this.begun = clock.now();
        for (CloudFixture.Project project : world.projects()) {
            projects.add(new Account.Project(idOr(project.id(), "project:" + project.name()), project.name()));
        }
        for (CloudFixture.User user : world.users()) {
            Account.Project home = project(user.project())
                    .orElseThrow(() -> new IllegalArgumentException("The user " + user.name() + " has the project "
                            + user.project() + ", which the world does not list."));
            accounts.add(new Account(idOr(user.id(), "user:" + user.name()), user, home));
        }
    }

    /** The id of a project by its name; of the first one if no name is given. */
    public String projectId(@Nullable String name) {
        return project(name)
                .orElseThrow(() -> new IllegalArgumentException("The world does not list the project " + name + "."))
                .id();
    }

    /** The id of a user by its name; of the first one if no name is given. */
    public String userId(@Nullable String name) {
        return accounts.stream()
                .filter(account -> name == null || account.user().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The world does not list the user " + name + "."))
                .id();
    }

    /** Whether there is a project of this id. */
    public boolean hasProject(String id) {
        return projects.stream().anyMatch(project -> project.id().equals(id));
    }

    /** Makes an application credential useless, as when it is deleted or its user loses the role. */
    void revoke(String credentialId) {
        boolean known = accounts.stream()
                .flatMap(account -> account.user().applicationCredentials().stream())
                .anyMatch(credential -> credential.id().equals(credentialId));
        if (!known) {
            throw new IllegalArgumentException("There is no application credential " + credentialId + ".");
        }
        revokedCredentials.add(credentialId);
    }

    boolean revoked(CloudFixture.ApplicationCredential credential) {
        Instant end = endsAt(credential);
        return revokedCredentials.contains(credential.id())
                || (end != null && !clock.now().isBefore(end));
    }

    /** When an application credential ends, null when never. */
    @Nullable
    Instant endsAt(CloudFixture.ApplicationCredential credential) {
        Duration lasts = credential.lasts();
        return lasts == null ? null : begun.plus(clock.real(lasts));
    }

    List<Account.Project> projects() {
        return projects;
    }

    List<Account> all() {
        return accounts;
    }

    Optional<Account> byName(String name) {
        return accounts.stream()
                .filter(account -> account.user().name().equals(name))
                .findFirst();
    }

    Optional<Account> byId(String id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    private Optional<Account.Project> project(@Nullable String name) {
        return projects.stream()
                .filter(project -> name == null || project.name().equals(name))
                .findFirst();
    }

    private static String idOr(@Nullable String id, String seed) {
        return Objects.requireNonNullElseGet(
                id,
                () -> UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", ""));
    }
}
