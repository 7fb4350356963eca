/// <reference types="miniprogram-api-typings" />

/** The mini program declares no globals of its own: everything is imported. */
