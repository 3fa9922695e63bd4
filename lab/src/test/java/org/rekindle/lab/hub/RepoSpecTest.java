// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoSpecTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @ParameterizedTest
    @ValueSource(strings = {"", "org", "org/repo", "org//ref", "/repo/ref"})
    void whatIsNoSpecIsRefused(String text) {
        assertThat(RepoSpec.parse(text)).isEmpty();
    }

    @Test
    void aRefMayHaveSlashes() {
        assertThat(RepoSpec.parse("org/repo/feature/x")).hasValue(new RepoSpec("org", "repo", "feature/x"));
    }

    @Test
    void aCommitStandsForItselfAndABranchAlwaysForTheSameOne() {
        assertThat(new RepoSpec("org", "repo", COMMIT).commit()).isEqualTo(COMMIT);
        assertThat(new RepoSpec("org", "repo", "HEAD").commit())
                .hasSize(40)
                .isEqualTo(new RepoSpec("org", "repo", "HEAD").commit())
                .isNotEqualTo(new RepoSpec("org", "repo", "main").commit());
    }

    /** Expected values: worked out apart from this code, after {@code _generate_build_name} of binderhub/builder.py. */
    @Test
    void namesAreThoseOfBinderHub() {
        RepoSpec spec = new RepoSpec("ProjectPythia", "cookbook_template", COMMIT);
        assertThat(spec.buildName()).isEqualTo("build-projectpythia-2dcookbook-5ftemplate-8ea90b-012-de");
        assertThat(spec.image("quay.io/org/prefix-")).isEqualTo("quay.io/org/prefix-projectpythia-2dcookbook-5ftemplate-8ea90b:0123456789abcdef0123456789abcdef01234567");
    }
}
