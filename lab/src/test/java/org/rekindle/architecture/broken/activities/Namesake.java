// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.activities;

/** Shares its name with a class of another package. */
public final class Namesake {}
